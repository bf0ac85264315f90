/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.CacheLines;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that threads share by parameters instead of by images: how they are worked on changes no bit of what they make. */
class DividedLayersTest {

    private static final IntUnaryOperator UP = IntUnaryOperator.identity();
    private static final IntUnaryOperator DOWN = DividedLayersTest::fromTheLast;

    private final Kernels kernels = KernelProvider.select("auto");

    private static int fromTheLast(int part) {
        return Network.PARTS - 1 - part;
    }

    static Stream<Architecture> architectures() {
        return Stream.of(
                Architecture.reference(),
                Architecture.parse("flatten, dense 70 relu, dense 3", new ImageShape(16, 16, 1)),
                Architecture.parse(
                        "conv 17 3x3 relu, maxpool 2, flatten, dense 40 tanh, dense 500 relu, dense 41, dense 3",
                        new ImageShape(10, 10, 1)),
                Architecture.parse(
                        "conv 5 3x3 same relu, residual(conv 5 3x3 same relu), flatten, dropout 0.2, dense 150 relu,"
                                + " residual(dense 130 relu, dropout 0.1, dense 150), residual(dense 140 | dense 140),"
                                + " dense 3",
                        new ImageShape(5, 5, 3)),
                Architecture.parse("flatten, dense 1100 relu, dense 3", new ImageShape(8, 16, 1)),
                Architecture.parse(
                        "conv 5 3x3, batchnorm, activation relu, flatten, dense 40, batchnorm, dense 3",
                        new ImageShape(8, 7, 2)));
    }

    static Stream<Arguments> architecturesAndBatches() {
        return architectures()
                .flatMap(architecture -> Stream.of(1, 3, 8, 13, 32).map(count -> Arguments.of(architecture, count)));
    }

    /** After a larger batch, whose images left their values where those of this one do not come. */
    @ParameterizedTest
    @MethodSource("architecturesAndBatches")
    void dividingChangesNoBitOfTheGradients(Architecture architecture, int count) {
        Network network = new Network(architecture);
        float[] weights = NetworkTest.weights(architecture);
        Workspace divided = Workspace.forTraining(network, kernels, network.pack(weights), 32, 8);
        Workspace whole = Workspace.forGradients(network, kernels, network.pack(weights), count);
        assertTrue(divided.passage().divides());
        assertFalse(whole.passage().divides());
        float[] expected = gradients(network, whole, count, UP, (from, to) -> {});
        for (IntUnaryOperator order : List.of(UP, DOWN)) {
            gradients(network, divided, 32, UP, (from, to) -> {});
            assertArrayEquals(expected, gradients(network, divided, count, order, (from, to) -> {}));
        }
    }

    /** An update changes what it may, to nothing that could go unnoticed if anything still read it. */
    @ParameterizedTest
    @MethodSource("architectures")
    void nothingReadsParametersOnceTheyAreUpdated(Architecture architecture) {
        int count = 11;
        Network network = new Network(architecture);
        float[] weights = NetworkTest.weights(architecture);
        Workspace untouched = Workspace.forTraining(network, kernels, network.pack(weights), count, 8);
        float[] expected = gradients(network, untouched, count, UP, (from, to) -> {});
        for (IntUnaryOperator order : List.of(UP, DOWN)) {
            float[] packed = network.pack(weights);
            int[] updates = new int[packed.length];
            Workspace workspace = Workspace.forTraining(network, kernels, packed, count, 8);
            float[] found = gradients(network, workspace, count, order, (from, to) -> {
                Arrays.fill(packed, from, to, Float.NaN);
                for (int i = from; i < to; i++) {
                    updates[i]++;
                }
            });
            assertArrayEquals(expected, found);
            for (Network.Span late : network.lateParameters()) {
                for (int i = late.from(); i < late.to(); i++) {
                    updates[i]++;
                }
            }
            NetworkTest.assertEachParameterOnce(network, updates);
        }
    }

    /** Processors fetch ahead of a thread that works on the parameters of one half, or of another layer. */
    @Test
    void theHalvesOfALayerLieApart() {
        Network network = new Network(Architecture.reference());
        int index = IntStream.range(0, network.layers().size())
                .filter(i -> network.layers().get(i).isDivisible())
                .findFirst()
                .orElseThrow();
        Layer before = network.layers().get(index - 1);
        Layer divided = network.layers().get(index);
        assertTrue(before.lastFinal(Network.PARTS - 1) + CacheLines.APART <= divided.firstFinal(0));
        for (int part = 1; part < Network.PARTS; part++) {
            int apart = part == Network.PARTS / 2 ? CacheLines.APART : 0;
            assertEquals(divided.lastFinal(part - 1) + apart, divided.firstFinal(part));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8, 256, false", // no line for each part
        "8, 16, 128, true",
        "8, 16, 112, false", // 14,336 weights
        "16, 16, 64, true"
    })
    void layersOfManyWeightsAndInputsAreDivisible(int height, int width, int units, boolean divisible) {
        Network network = new Network(
                Architecture.parse("flatten, dense " + units + " relu, dense 3", new ImageShape(height, width, 1)));
        assertEquals(divisible, network.layers().get(0).isDivisible());
    }

    /** Kernels write whole vectors, and the next part of a row belongs to another thread. */
    @Test
    void layersWhoseInputsEndWithinAVectorStayWhole() {
        Network ragged = new Network(Architecture.parse("flatten, dense 600 relu, dense 3", new ImageShape(15, 13, 1)));
        assertFalse(ragged.layers().get(0).isDivisible());
        assertTrue(ragged.layers().get(0).parameterCount() > 1 << 14);
    }

    @Test
    void layersAreDividedWhileWhatImagesLeaveStaysInACache() {
        Network reference = new Network(Architecture.reference());
        assertTrue(Passage.ofTraining(reference, 32, 1).divides());
        assertTrue(Passage.ofTraining(reference, 64, 2).divides());
        assertFalse(Passage.ofTraining(reference, 64, 1).divides());
        assertFalse(Passage.ofNone(reference).divides());
    }

    /** What so many weights would take from the cache is more than what the images take, but for very many images. */
    @Test
    void layersOfVeryManyWeightsAreDividedWhateverImagesLeave() {
        Network wide = new Network(Architecture.parse(
                "conv 64 3x3 same relu, maxpool 2, conv 128 3x3 same relu, maxpool 2, flatten, dense 600 relu, dense 10",
                new ImageShape(28, 28, 1)));
        assertTrue(Passage.ofTraining(wide, 128, 1).divides());
        assertFalse(Passage.ofTraining(wide, 512, 1).divides());
        assertTrue(Passage.ofTraining(wide, 512, 4).divides());
        assertFalse(Passage.ofTraining(wide, 2_048, 8).divides());
    }

    @Test
    void aWorkspaceThatDividesLayersCannotGoForwardImageByImage() {
        Network reference = new Network(Architecture.reference());
        Workspace workspace = Workspace.forTraining(reference, kernels, new float[0], 8, 2);
        workspace.begin(8);
        assertEquals(
                "A workspace for training divides layers, whose images go forward together: run the stages of learning,"
                        + " or use a workspace for inference or for gradients",
                assertThrows(IllegalArgumentException.class, () -> reference.forward(workspace, 0, 8))
                        .getMessage());
    }

    /** Runs the stages as one thread would, part after part in the given order. */
    private float[] gradients(
            Network network, Workspace workspace, int count, IntUnaryOperator order, Network.EarlyUpdate early) {
        float[] images = NetworkTest.images(network.architecture(), count);
        workspace.beginLearning(count, 5, 1, IntStream.range(0, count).toArray(), 0);
        Network.ImageWork score = (view, part, from, to) -> {
            for (int n = from; n < to; n++) {
                network.lossAndGradient(view, n, n % network.outputs(), 1.0 / count);
            }
        };
        List<Network.Stage> stages = new ArrayList<>(network.derive(workspace));
        stages.addAll(NetworkTest.learning(network, workspace, images, score, early));
        for (Network.Stage stage : stages) {
            IntStream.range(0, Network.PARTS).map(order).forEach(stage::run);
        }
        return network.unpack(workspace.gradients());
    }
}
