/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final ImageShape GREY = new ImageShape(28, 28, 1);
    private static final Pattern CONV = Pattern.compile("(?:conv (\\d+)|depthwise) (\\d+)x(\\d+)(.*)");
    private static final Pattern POOL = Pattern.compile("(?:max|avg)pool (\\d+)(?:x(\\d+))?(.*)");
    private static final Pattern STRIDE = Pattern.compile(".* stride (\\d+)(?:x(\\d+))?.*");
    private static final Pattern GROUPS = Pattern.compile(".* groups (\\d+).*");
    private static final Pattern DENSE = Pattern.compile("dense (\\d+)( .*)?");

    @Test
    void referenceNetworkShrinksImagesStepByStep() {
        Architecture reference = Architecture.reference();

        List<String> outputs = IntStream.range(0, reference.layers().size())
                .mapToObj(layer -> reference.outputShape(layer).text())
                .toList();

        assertEquals(List.of("26x26x32", "13x13x32", "11x11x16", "5x5x16", "400", "100", "10"), outputs);
        assertEquals(GREY, reference.inputShape(0));
        assertEquals(new VectorShape(100), reference.inputShape(6));
        assertEquals(10, reference.outputs());
        assertEquals(Architecture.REFERENCE_TEXT, reference.text());
    }

    @Test
    void shapesKnowTheirSize() {
        assertEquals(26 * 25 * 32, new ImageShape(26, 25, 32).size());
        assertEquals(400, new VectorShape(400).size());
        assertEquals("26x25x32", new ImageShape(26, 25, 32).toString());
        assertEquals("400", new VectorShape(400).toString());
    }

    @Test
    void referenceNetworkLaysOutItsParametersWeightBeforeBiasInArchitectureOrder() {
        assertEquals(
                List.of(
                        new ParameterTensor(
                                "conv1_weight", 0, ParameterTensor.Role.WEIGHT, List.of(3, 3, 1, 32), 0, 288),
                        new ParameterTensor("conv1_bias", 0, ParameterTensor.Role.BIAS, List.of(32), 288, 32),
                        new ParameterTensor(
                                "conv2_weight", 2, ParameterTensor.Role.WEIGHT, List.of(3, 3, 32, 16), 320, 4_608),
                        new ParameterTensor("conv2_bias", 2, ParameterTensor.Role.BIAS, List.of(16), 4_928, 16),
                        new ParameterTensor(
                                "dense1_weight", 5, ParameterTensor.Role.WEIGHT, List.of(400, 100), 4_944, 40_000),
                        new ParameterTensor("dense1_bias", 5, ParameterTensor.Role.BIAS, List.of(100), 44_944, 100),
                        new ParameterTensor(
                                "dense2_weight", 6, ParameterTensor.Role.WEIGHT, List.of(100, 10), 45_044, 1_000),
                        new ParameterTensor("dense2_bias", 6, ParameterTensor.Role.BIAS, List.of(10), 46_044, 10)),
                Architecture.reference().tensors());
        assertEquals(46_054, Architecture.reference().parameterCount());
    }

    @Test
    void parameterCountEqualsAFormulaOverTheText() {
        ArchitecturePopulation.of(500, new SplittableRandom(ArchitecturePopulation.SEED))
                .forEach(architecture -> assertEquals(
                        countByFormula(architecture.input(), architecture.text()),
                        architecture.parameterCount(),
                        () -> architecture + ", seed " + ArchitecturePopulation.SEED));
    }

    @Test
    void tensorsFillTheParameterBlockWithoutGapsUnderUniqueNames() {
        ArchitecturePopulation.of(200, new SplittableRandom(ArchitecturePopulation.SEED))
                .forEach(architecture -> {
                    String context = architecture + ", seed " + ArchitecturePopulation.SEED;
                    int end = 0;
                    for (ParameterTensor tensor : architecture.tensors()) {
                        assertEquals(end, tensor.offset(), context);
                        assertEquals(tensor.length(), tensor.dims().stream().reduce(1, Math::multiplyExact), context);
                        end += tensor.length();
                    }
                    assertEquals(architecture.parameterCount(), end, context);
                    List<String> names = architecture.tensors().stream()
                            .map(ParameterTensor::name)
                            .toList();
                    assertEquals(names.size(), new HashSet<>(names).size(), context);
                });
    }

    @Test
    void everyLayerTakesWhatTheOneBeforeItGives() {
        ArchitecturePopulation.of(200, new SplittableRandom(ArchitecturePopulation.SEED))
                .forEach(architecture -> {
                    for (int i = 1; i < architecture.layers().size(); i++) {
                        assertEquals(architecture.outputShape(i - 1), architecture.inputShape(i));
                        assertEquals(
                                architecture.outputShape(i),
                                architecture.layers().get(i).outputShape(architecture.inputShape(i)));
                    }
                });
    }

    @Test
    void layersAreNumberedForEachKind() {
        Architecture reference = Architecture.reference();

        assertEquals(
                "conv1 maxpool1 conv2 maxpool2 flatten1 dense1 dense2",
                IntStream.range(0, 7).mapToObj(reference::layerName).collect(Collectors.joining(" ")));
    }

    @Test
    void summaryIsTheTableKerasUsersKnow() {
        assertEquals("""
                Input: 28x28x1, outputs: 10
                ┏━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓
                ┃ Layer (type)         ┃ Output Shape       ┃ Param # ┃
                ┡━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩
                │ conv1 (Conv2D)       │ (None, 26, 26, 32) │     320 │
                ├──────────────────────┼────────────────────┼─────────┤
                │ maxpool1 (MaxPool2D) │ (None, 13, 13, 32) │       0 │
                ├──────────────────────┼────────────────────┼─────────┤
                │ conv2 (Conv2D)       │ (None, 11, 11, 16) │   4,624 │
                ├──────────────────────┼────────────────────┼─────────┤
                │ maxpool2 (MaxPool2D) │ (None, 5, 5, 16)   │       0 │
                ├──────────────────────┼────────────────────┼─────────┤
                │ flatten1 (Flatten)   │ (None, 400)        │       0 │
                ├──────────────────────┼────────────────────┼─────────┤
                │ dense1 (Dense)       │ (None, 100)        │  40,100 │
                ├──────────────────────┼────────────────────┼─────────┤
                │ dense2 (Dense)       │ (None, 10)         │   1,010 │
                └──────────────────────┴────────────────────┴─────────┘
                 Total params: 46,054 (179.90 KB)
                 Trainable params: 46,054 (179.90 KB)""", Architecture.reference().summary());
    }

    @Test
    void summaryGrowsWithItsContent() {
        assertEquals(
                """
                Input: 1000x1000x3, outputs: 1
                ┏━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━┓
                ┃ Layer (type)       ┃ Output Shape    ┃     Param # ┃
                ┡━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━┩
                │ flatten1 (Flatten) │ (None, 3000000) │           0 │
                ├────────────────────┼─────────────────┼─────────────┤
                │ dense1 (Dense)     │ (None, 100)     │ 300,000,100 │
                ├────────────────────┼─────────────────┼─────────────┤
                │ dense2 (Dense)     │ (None, 1)       │         101 │
                └────────────────────┴─────────────────┴─────────────┘
                 Total params: 300,000,201 (1.12 GB)
                 Trainable params: 300,000,201 (1.12 GB)""",
                Architecture.parse("flatten, dense 100, dense 1", new ImageShape(1000, 1000, 3))
                        .summary());
    }

    @Test
    void smallNetworksAreMeasuredInBytes() {
        String summary =
                Architecture.parse("flatten, dense 2", new ImageShape(1, 1, 1)).summary();

        assertEquals(
                " Total params: 4 (16.00 B)",
                summary.lines()
                        .filter(line -> line.contains("Total"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void architecturesAreEqualByInputAndLayersHoweverTheyWereWritten() {
        Architecture built = Architecture.of(GREY, new Conv2D(4, 3, 3, Activation.RELU), new Flatten(), new Dense(10));
        Architecture parsed = Architecture.parse("conv 4 3 relu, flatten, dense 10 softmax", GREY);

        assertEquals(built, parsed);
        assertEquals(built.hashCode(), parsed.hashCode());
        assertEquals("input 28x28x1, conv 4 3x3 relu, flatten, dense 10", parsed.toString());
        assertNotEquals(built, Architecture.parse("conv 4 3, flatten, dense 10", GREY));
        assertNotEquals(built, Architecture.parse("conv 4 3 relu, flatten, dense 10", new ImageShape(28, 28, 3)));
    }

    @Test
    void laterChangesOfAnArrayOfLayersDoNotReachTheArchitecture() {
        LayerSpec[] layers = {new Flatten(), new Dense(10)};
        Architecture architecture = Architecture.of(GREY, layers);

        layers[1] = new Dense(3);

        assertEquals("flatten, dense 10", architecture.text());
        assertThrows(
                UnsupportedOperationException.class, () -> architecture.layers().clear());
    }

    @Test
    void rightNumberOfOutputsPasses() {
        Architecture reference = Architecture.reference();

        assertSame(reference, reference.requireOutputs(10));
    }

    @Test
    void indicesOutsideTheLayersAreRefused() {
        Architecture reference = Architecture.reference();

        assertThrows(IndexOutOfBoundsException.class, () -> reference.inputShape(7));
        assertThrows(IndexOutOfBoundsException.class, () -> reference.inputShape(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> reference.outputShape(7));
        assertThrows(IndexOutOfBoundsException.class, () -> reference.outputShape(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> reference.layerName(7));
    }

    @Test
    void poolingLeavesRowsAndColumnsUnusedThatFillNoWindow() {
        assertEquals(new ImageShape(5, 3, 16), new MaxPool2D(2, 3).outputShape(new ImageShape(11, 11, 16)));
    }

    @Test
    void layersMayTakeTheWholeImage() {
        assertEquals(
                new ImageShape(1, 1, 7), new Conv2D(7, 5, 6, Activation.NONE).outputShape(new ImageShape(5, 6, 2)));
        assertEquals(new ImageShape(1, 1, 2), new MaxPool2D(5, 6).outputShape(new ImageShape(5, 6, 2)));
    }

    @Test
    void flattenGivesAVectorOfAllValues() {
        assertEquals(
                400,
                assertInstanceOf(VectorShape.class, new Flatten().outputShape(new ImageShape(5, 5, 16)))
                        .length());
    }

    private static int countByFormula(ImageShape input, String text) {
        int height = input.height();
        int width = input.width();
        int channels = input.channels();
        int count = 0;
        for (String layer : text.split(", ", -1)) {
            Matcher conv = CONV.matcher(layer);
            Matcher pool = POOL.matcher(layer);
            Matcher dense = DENSE.matcher(layer);
            if (conv.matches()) {
                Matcher groups = GROUPS.matcher(conv.group(4));
                int filters = conv.group(1) == null ? channels : Integer.parseInt(conv.group(1));
                int apart = conv.group(1) == null ? channels : groups.matches() ? Integer.parseInt(groups.group(1)) : 1;
                int rows = Integer.parseInt(conv.group(2));
                int columns = Integer.parseInt(conv.group(3));
                count += (rows * columns * channels / apart + 1) * filters;
                height = positions(height, rows, 1, conv.group(4), 1);
                width = positions(width, columns, 1, conv.group(4), 2);
                channels = filters;
            } else if (pool.matches()) {
                int rows = Integer.parseInt(pool.group(1));
                int columns = Integer.parseInt(pool.group(2) == null ? pool.group(1) : pool.group(2));
                height = positions(height, rows, rows, pool.group(3), 1);
                width = positions(width, columns, columns, pool.group(3), 2);
            } else if (layer.equals("globalavgpool")) {
                height = 1;
                width = 1;
            } else if (dense.matches()) {
                int units = Integer.parseInt(dense.group(1));
                count += (height * width * channels + 1) * units;
                height = 1;
                width = 1;
                channels = units;
            } else {
                assertTrue(layer.equals("flatten") || layer.startsWith("activation "), layer);
            }
        }
        return count;
    }

    private static int positions(int length, int window, int usualStride, String options, int side) {
        Matcher written = STRIDE.matcher(options);
        int stride = usualStride;
        if (written.matches()) {
            stride = Integer.parseInt(written.group(side) == null ? written.group(1) : written.group(side));
        }
        return options.contains(" same")
                ? (int) Math.ceil((double) length / stride)
                : (int) Math.floor((double) (length - window) / stride) + 1;
    }

    @Test
    void paddingIsSplitAsTensorFlowDoes() {
        ImageShape image = new ImageShape(7, 10, 1);
        Conv2D even = new Conv2D(1, 4, 2, Activation.NONE).withPadding(Padding.SAME);

        assertEquals(new Border(1, 0, 2, 1), even.border(image));
        assertEquals(new Border(1, 0, 2, 0), even.withStride(2, 2).border(image));
        assertEquals(
                new Border(0, 0, 0, 0),
                even.withStride(4, 3).withPadding(Padding.VALID).border(image));
        assertEquals(new Border(0, 0, 1, 1), even.withStride(4, 3).border(image));
        assertEquals(
                new Border(1, 0, 1, 1),
                new MaxPool2D(3).withStride(2, 2).withPadding(Padding.SAME).border(image));
    }

    @Test
    void groupsShareTheWeightsAmongThem() {
        Architecture architecture = Architecture.parse(
                "conv 8 3x3 groups 2, depthwise 5x3, globalavgpool, dense 3", new ImageShape(9, 9, 4));

        assertEquals(List.of(3, 3, 2, 8), architecture.tensors().get(0).dims());
        assertEquals(List.of(5, 3, 1, 8), architecture.tensors().get(2).dims());
        assertEquals("depthwise1_weight", architecture.tensors().get(2).name());
        assertEquals(new VectorShape(8), architecture.outputShape(2));
    }
}
