/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static io.github.tribuocnn.cnn.arch.ArchitectureTextRefusalsTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchitectureTextTest {
    private static final ImageShape GREY = new ImageShape(28, 28, 1);

    private static final String CANONICAL = "conv 4 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 10";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CANONICAL,
                "conv 4 3 relu, maxpool 2x2, conv 2 3x5, maxpool 2x3, flatten, dense 10 softmax",
                "CONV 4 3X3 ReLU,MaxPool 2,Conv 2 3x5,maxpool 2X3,FLATTEN,Dense 10 Softmax",
                "conv 4 3\u00d73 relu, maxpool 2, conv 2 3 x 5, maxpool 2 \u00d7 3, flatten, dense 10",
                "input 28x28x1, conv 4 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 10",
                "Input 28 x 28 x 1,\tconv 4 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 10",
                "conv 4\u00a03x3 relu , maxpool 2 , conv 2 3x5 , maxpool 2x3 , flatten , dense 10 , ",
                "\n  conv 4 3x3\n relu,\r\n  maxpool 2,\n  conv 2 3x5,\n  maxpool 2x3,\n  flatten,\n  dense 10,\n",
                "conv 04 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 0000010"
            })
    void allWaysToWriteAnArchitectureReadTheSame(String text) {
        assertEquals(CANONICAL, Architecture.parse(text, GREY).text());
    }

    @Test
    void wordsAreReadAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            // In Turkish, the lower case of I is a dotless i.
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(
                    "flatten, dense 10",
                    Architecture.parse("INPUT 28X28X1, FLATTEN, DENSE 10", GREY).text());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyArchitectureReadsBackFromItsText() {
        ArchitecturePopulation.of(500, new SplittableRandom(ArchitecturePopulation.SEED))
                .forEach(architecture -> {
                    String context = architecture + ", seed " + ArchitecturePopulation.SEED;
                    Architecture fromText = Architecture.parse(architecture.text(), architecture.input());
                    Architecture fromFullText = Architecture.parse(architecture.toString(), architecture.input());
                    assertEquals(architecture, fromText, context);
                    assertEquals(architecture, fromFullText, context);
                    assertEquals(architecture.text(), fromText.text(), context);
                    assertEquals(architecture.tensors(), fromText.tensors(), context);
                });
    }

    @Test
    void everyKindOfLayerHasExactlyOneWordThatReadsItBack() {
        List<LayerSpec> examples = List.of(
                new Conv2D(4, 3, 5, Activation.RELU),
                new DepthwiseConv2D(3, 5, Activation.RELU),
                new MaxPool2D(2, 3),
                new AveragePool2D(2, 3),
                new GlobalAveragePool2D(),
                new Flatten(),
                new Dense(7, Activation.RELU),
                new ActivationLayer(Activation.GELU),
                new Dropout(0.5, true),
                new BatchNormalisation(0.99, 0.001),
                new Residual(List.of(new Conv2D(4, 3, 3, Activation.RELU)), List.of(new Flatten())));

        for (Class<?> kind : LayerSpec.class.getPermittedSubclasses()) {
            LayerSpec example =
                    examples.stream().filter(kind::isInstance).findFirst().orElseThrow();
            List<LayerWord> words = List.of(LayerWord.values()).stream()
                    .filter(word -> word.type() == kind)
                    .toList();
            assertEquals(1, words.size(), kind.getName());
            assertEquals(words.get(0).word(), example.word());
            assertTrue(words.get(0).usage().startsWith(example.word()), kind.getName());
            assertEquals(example, new LayerPhrase(1, example.text(), false).read());
        }
        assertEquals(LayerWord.values().length, LayerSpec.class.getPermittedSubclasses().length);
    }

    @Test
    void numbersAndWordsBecomeTheSettingsTheyStandFor() {
        Conv2D conv = assertInstanceOf(Conv2D.class, new LayerPhrase(1, "conv 4 3x5 relu", false).read());
        MaxPool2D pool = assertInstanceOf(MaxPool2D.class, new LayerPhrase(1, "maxpool 2x3", false).read());
        Dense dense = assertInstanceOf(Dense.class, new LayerPhrase(1, "dense 7", false).read());

        assertEquals(4, conv.filters());
        assertEquals(3, conv.kernelHeight());
        assertEquals(5, conv.kernelWidth());
        assertEquals(Activation.RELU, conv.activation());
        assertEquals(2, pool.height());
        assertEquals(3, pool.width());
        assertEquals(7, dense.units());
        assertEquals(Activation.NONE, dense.activation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 4 3x3 stride 2 same groups 2 relu",
                "conv 4 3 same stride 2x2 relu groups 2",
                "conv 4 3x3 relu groups 2 stride 2 same"
            })
    void optionsOfAConvolutionStandInAnyOrder(String text) {
        assertEquals(
                new Conv2D(4, 3, 3, Activation.RELU)
                        .withStride(2, 2)
                        .withPadding(Padding.SAME)
                        .withGroups(2),
                new LayerPhrase(1, text, false).read());

        assertEquals(
                "conv 4 3x3 stride 2 same groups 2 relu",
                new LayerPhrase(1, text, false).read().text());
    }

    @Test
    void optionsThatSayWhatIsUsualAreLeftOut() {
        assertText("conv 4 3x3", "conv 4 3x3 stride 1 valid groups 1");
        assertText("conv 4 3x3 stride 1x2", "conv 4 3x3 stride 1x2");
        assertText("depthwise 3x3 relu", "depthwise 3 stride 1 valid relu");
        assertText("maxpool 2", "maxpool 2x2 stride 2 valid");
        assertText("maxpool 3 stride 2 same", "maxpool 3 same stride 2");
        assertText("maxpool 2x3 stride 2", "maxpool 2x3 stride 2x2");
        assertText("avgpool 2x3", "avgpool 2x3 stride 2x3");
        assertText("avgpool 3 stride 1x2 same", "avgpool 3 stride 1x2 same");
        assertText("globalavgpool", "globalavgpool");
    }

    private static void assertText(String canonical, String written) {
        assertEquals(canonical, new LayerPhrase(1, written, false).read().text());
    }

    @Test
    void everyActivationReadsBackFromItsWord() {
        for (Activation activation : Activation.values()) {
            LayerSpec layer = new Dense(7, activation);
            assertEquals(layer, new LayerPhrase(1, layer.text(), false).read());
        }
    }

    @Test
    void optionsOfALayerComeInAnyOrderAndAreWrittenInOne() {
        String canonical = "conv 4 3x3 leaky_relu 0.2 he_normal l2 0.0001";
        for (String text : List.of(
                canonical,
                "conv 4 3 l2 1e-4 he_normal leaky_relu .2",
                "conv 4 3 he_normal leaky_relu 0.20 l2 0.0001")) {
            assertEquals(canonical, new LayerPhrase(1, text, false).read().text());
        }
        assertEquals(
                "dense 7 leaky_relu",
                new LayerPhrase(1, "dense 7 leaky_relu 0.01", false).read().text());
        assertEquals(
                "dense 7 elu",
                new LayerPhrase(1, "dense 7 elu 1 glorot_uniform l2 0", false)
                        .read()
                        .text());
        assertEquals(
                "dense 7 elu 2.5",
                new LayerPhrase(1, "dense 7 elu 2.5", false).read().text());
        assertEquals(
                "activation elu 0.5",
                new LayerPhrase(1, "activation elu 0.5", false).read().text());
    }

    @Test
    void settingsOfNormalisationAndDropoutAreReadAndRefused() {
        assertEquals(
                "batchnorm, dropout 0.25 spatial, flatten, batchnorm momentum 0.99 epsilon 0.001, dropout 0.5, dense 10",
                Architecture.parse(
                                "batchnorm momentum .9 epsilon 1e-5, dropout 0.250 spatial, flatten,"
                                        + " batchnorm epsilon 0.001 momentum 0.99, dropout 0.5, dense 10",
                                GREY)
                        .text());
        assertRefused(
                "dropout 1, flatten, dense 10",
                "Layer 1 (dropout 1): rate must be a number above 0 and up to 0.95, but is 1; write dropout RATE"
                        + " [spatial]");
        assertRefused("dropout, flatten, dense 10", "Layer 1 (dropout): rate is missing; write dropout RATE [spatial]");
        assertRefused(
                "batchnorm momentum 1, flatten, dense 10",
                "Layer 1 (batchnorm momentum 1): momentum must be a number from 0 to 0.9999, but is 1; write batchnorm"
                        + " [momentum NUMBER] [epsilon NUMBER]");
        assertRefused(
                "batchnorm epsilon 0, flatten, dense 10",
                "Layer 1 (batchnorm epsilon 0): epsilon must be a number above 0 and up to 1, but is 0; write batchnorm"
                        + " [momentum NUMBER] [epsilon NUMBER]");
        assertRefused(
                "flatten, dropout 0.5 spatial, dense 10",
                "Layer 2 (dropout 0.5 spatial), input 784: spatial dropout needs an image, but gets a vector of 784"
                        + " values; leave out the word spatial");
    }

    @Test
    void residualsAreReadHoweverTheyAreSpacedAndNested() {
        String canonical =
                "residual(conv 4 3x3 same relu, residual(conv 4 1x1 | conv 4 1x1, batchnorm), conv 1 3x3 same),"
                        + " flatten, dense 10";
        assertEquals(canonical, Architecture.parse(canonical, GREY).text());
        assertEquals(
                canonical,
                Architecture.parse(
                                "Residual (\n  conv 4 3 relu same,\n  residual ( conv 4 1|conv 4 1 , batchnorm ),\n"
                                        + "  conv 1 3 same\n),\nflatten, dense 10",
                                GREY)
                        .text());
        assertEquals(
                List.of(
                        "residual1_conv1_weight",
                        "residual1_conv1_bias",
                        "residual1_residual1_conv1_weight",
                        "residual1_residual1_conv1_bias",
                        "residual1_residual1_conv2_weight",
                        "residual1_residual1_conv2_bias",
                        "residual1_residual1_batchnorm1_gamma",
                        "residual1_residual1_batchnorm1_beta",
                        "residual1_residual1_batchnorm1_mean",
                        "residual1_residual1_batchnorm1_variance",
                        "residual1_conv2_weight",
                        "residual1_conv2_bias",
                        "dense1_weight",
                        "dense1_bias"),
                Architecture.parse(canonical, GREY).tensors().stream()
                        .map(ParameterTensor::name)
                        .toList());
    }

    @Test
    void softmaxMayBeALayerOfItsOwnAtTheEnd() {
        assertEquals(
                "flatten, dense 10",
                Architecture.parse("flatten, dense 10, activation softmax", GREY)
                        .text());
        assertRefused(
                "activation softmax, flatten, dense 10",
                "Layer 1 (activation softmax): softmax belongs behind the last dense layer alone; remove this layer");
    }

    @Test
    void anyTextIsEitherReadOrRefusedWithTheLayer() {
        SplittableRandom random = new SplittableRandom(ArchitecturePopulation.SEED);
        List<String> words = List.of(
                "conv",
                "maxpool",
                "depthwise",
                "avgpool",
                "globalavgpool",
                "stride",
                "groups",
                "same",
                "valid",
                "flatten",
                "dense",
                "input",
                "relu",
                "softmax",
                "convv",
                "2",
                "3x3",
                "x",
                "-1",
                "3x",
                "0",
                "99999999999",
                "2147483648",
                "1x1x1",
                "28x28x1",
                ",",
                ",",
                ",",
                "\n",
                "\u00e9",
                "3.5",
                "\ud83d\ude00");
        Pattern refusal = Pattern.compile("(Layer \\d+ |The ).*", Pattern.DOTALL);
        for (int i = 0; i < 5_000; i++) {
            String text = IntStream.range(0, random.nextInt(1, 12))
                    .mapToObj(word -> words.get(random.nextInt(words.size())))
                    .collect(Collectors.joining(" "));
            try {
                Architecture read = Architecture.parse(text, GREY);
                assertEquals(read, Architecture.parse(read.text(), GREY));
            } catch (IllegalArgumentException e) {
                assertTrue(
                        refusal.matcher(String.valueOf(e.getMessage())).matches(),
                        () -> "'" + text + "': " + e + ", seed " + ArchitecturePopulation.SEED);
            }
        }
    }
}
