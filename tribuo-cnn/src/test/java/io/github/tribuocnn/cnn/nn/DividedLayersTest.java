/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that threads share by parameters instead of by images: how they are worked on changes no bit of what they make. */
class DividedLayersTest {

    private final Kernels kernels = KernelProvider.select("auto");

    static Stream<Architecture> architectures() {
        return Stream.of(
                Architecture.reference(),
                Architecture.parse("flatten, dense 70 relu, dense 3", new ImageShape(16, 16, 1)),
                Architecture.parse(
                        "conv 17 3x3 relu, maxpool 2, flatten, dense 40 tanh, dense 500 relu, dense 41, dense 3",
                        new ImageShape(10, 10, 1)),
                Architecture.parse(
                        "conv 5 3x3 groups 1 same relu, residual(conv 5 3x3 same relu), flatten, dropout 0.2,"
                                + " dense 150 relu, residual(dense 130 relu, dropout 0.1, dense 150), dense 3",
                        new ImageShape(5, 5, 3)));
    }

    static Stream<Arguments> architecturesAndBatches() {
        return architectures()
                .flatMap(architecture -> Stream.of(1, 3, 8, 13, 32).map(count -> Arguments.of(architecture, count)));
    }

    @ParameterizedTest
    @MethodSource("architecturesAndBatches")
    void dividingChangesNoBitOfTheGradients(Architecture architecture, int count) {
        Network network = new Network(architecture);
        float[] packed = network.pack(NetworkTest.weights(architecture));
        Workspace divided = Workspace.forTraining(network, kernels, packed, count, 8);
        Workspace whole = Workspace.forTraining(network, kernels, packed, 5_000, 1);
        assertTrue(divides(network, divided));
        assertFalse(divides(network, whole));
        assertArrayEquals(gradients(network, whole, count), gradients(network, divided, count));
    }

    /** An update changes what it may, to nothing that could go unnoticed if anything still read it. */
    @ParameterizedTest
    @MethodSource("architectures")
    void nothingReadsParametersOnceTheyAreUpdated(Architecture architecture) {
        int count = 11;
        Network network = new Network(architecture);
        float[] weights = NetworkTest.weights(architecture);
        Workspace whole = Workspace.forTraining(network, kernels, network.pack(weights), count, 1);
        float[] expected = gradients(network, whole, count);
        float[] packed = network.pack(weights);
        Workspace workspace = Workspace.forTraining(network, kernels, packed, count, 8);
        int[] updates = new int[packed.length];
        float[] found = gradients(network, workspace, count, (from, to) -> {
            Arrays.fill(packed, from, to, Float.NaN);
            for (int i = from; i < to; i++) {
                updates[i]++;
            }
        });
        assertArrayEquals(expected, found);
        assertEquals(List.of(), network.lateParameters());
        assertArrayEquals(IntStream.range(0, updates.length).map(i -> 1).toArray(), updates);
    }

    @Test
    void layersOfFewWeightsStayWhole() {
        Network few = new Network(Architecture.parse("flatten, dense 60 relu, dense 3", new ImageShape(2, 8, 1)));
        assertFalse(divides(few, Workspace.forTraining(few, kernels, new float[0], 8, 2)));
    }

    /** Kernels write whole vectors, and the next part of a row belongs to another thread. */
    @Test
    void layersWhoseInputsEndWithinAVectorStayWhole() {
        Network ragged = new Network(Architecture.parse("flatten, dense 600 relu, dense 3", new ImageShape(5, 7, 1)));
        assertFalse(ragged.layers().get(0).divides());
        assertTrue(ragged.layers().get(0).parameterCount() > 1 << 14);
    }

    @Test
    void layersAreDividedWhileWhatImagesLeaveStaysInACache() {
        Network reference = new Network(Architecture.reference());
        assertTrue(divides(reference, Workspace.forTraining(reference, kernels, new float[0], 32, 1)));
        assertTrue(divides(reference, Workspace.forTraining(reference, kernels, new float[0], 64, 2)));
        assertFalse(divides(reference, Workspace.forTraining(reference, kernels, new float[0], 64, 1)));
        assertFalse(divides(reference, Workspace.forGradients(reference, kernels, new float[0], 32)));
        assertFalse(divides(reference, Workspace.forInference(reference, kernels, new float[0], 32)));
    }

    /** What so many weights would take from the cache is more than what the images take. */
    @Test
    void layersOfVeryManyWeightsAreDividedWhateverImagesLeave() {
        Network wide = new Network(Architecture.parse(
                "conv 64 3x3 same relu, maxpool 2, conv 128 3x3 same relu, maxpool 2, flatten, dense 600 relu, dense 10",
                new ImageShape(28, 28, 1)));
        assertTrue(divides(wide, Workspace.forTraining(wide, kernels, new float[0], 128, 1)));
        assertFalse(divides(wide, Workspace.forTraining(wide, kernels, new float[0], 512, 1)));
    }

    private static boolean divides(Network network, Workspace workspace) {
        return IntStream.range(0, network.layers().size()).anyMatch(workspace::isDivided);
    }

    private float[] gradients(Network network, Workspace workspace, int count) {
        return gradients(network, workspace, count, (from, to) -> {});
    }

    /** Runs the stages as one thread would, part after part. */
    private float[] gradients(Network network, Workspace workspace, int count, Network.EarlyUpdate early) {
        float[] images = NetworkTest.images(network.architecture(), count);
        int size = network.inputStride();
        workspace.beginLearning(count, 5, 1, IntStream.range(0, count).toArray(), 0);
        network.derive(workspace).forEach(NetworkTest::runParts);
        Network.ImageWork read = (view, part, from, to) ->
                System.arraycopy(images, from * size, view.memory(), view.input() + from * size, (to - from) * size);
        Network.ImageWork score = (view, part, from, to) -> {
            for (int n = from; n < to; n++) {
                network.lossAndGradient(view, n, n % network.outputs(), 1.0 / count);
            }
        };
        network.learning(workspace, read, score, early).forEach(NetworkTest::runParts);
        return network.unpack(workspace.gradients());
    }
}
