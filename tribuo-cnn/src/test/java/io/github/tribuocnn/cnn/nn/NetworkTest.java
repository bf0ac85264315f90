/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.CacheLines;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward and backward passes against the definitions in double precision, for architectures of every kind. */
class NetworkTest {

    private static final long SEED = 42;

    private final Kernels kernels = KernelProvider.select("auto");

    static Stream<Architecture> architectures() {
        return Stream.of(
                        "input 9x9x1, conv 5 3x3 relu, maxpool 2, conv 7 2x2 relu, maxpool 2, flatten, dense 3",
                        "input 10x8x3, conv 6 3x3 relu, maxpool 2, flatten, dense 5 relu, dense 4",
                        "input 8x8x1, conv 4 3x3 relu, conv 3 2x2, maxpool 2, flatten, dense 3",
                        "input 8x8x2, conv 17 3x3 relu, conv 18 3x3 relu, flatten, dense 2",
                        "input 9x7x16, conv 3 3x3 relu, maxpool 2, flatten, dense 6",
                        "input 9x9x1, maxpool 3, conv 2 2x2 relu, maxpool 2, flatten, dense 2",
                        "input 12x12x1, conv 4 3x3 relu, maxpool 3x2, conv 3 2x2 relu, flatten, dense 3",
                        "input 12x12x1, conv 4 3x3, maxpool 2, conv 3 3x3 relu, maxpool 2, flatten, dense 3",
                        "input 12x12x1, conv 20 3x3 relu, maxpool 2, conv 5 5x5 relu, flatten, dense 3",
                        "input 9x8x1, conv 5 3x3 same relu, maxpool 2, conv 6 2x4 same, flatten, dense 3",
                        "input 9x8x3, conv 5 3x3 same stride 2 relu, conv 18 2x3 stride 2x1 relu, flatten, dense 3",
                        "input 7x9x2, conv 17 3x3 stride 3x2 same, conv 3 4x4 same relu, maxpool 2, flatten, dense 2",
                        "input 11x10x1, conv 4 1x1 stride 2, conv 5 2x2 stride 3 relu, flatten, dense 3",
                        "input 8x7x1, conv 6 3x3 relu, conv 4 3x3 groups 2 relu, conv 8 1x1 groups 4, flatten, dense 3",
                        "input 6x7x4, conv 34 3x2 groups 2 stride 2 same relu, conv 6 2x2 groups 2, flatten, dense 2",
                        "input 8x7x3, depthwise 3x3 relu, conv 5 1x1 relu, depthwise 3x2 stride 2x1 same, flatten, dense 3",
                        "input 6x6x1, conv 17 2x2 relu, depthwise 2x5 same relu, conv 17 2x2 groups 17, flatten, dense 3",
                        "input 9x8x2, maxpool 3 stride 2 same, conv 4 2x2 relu, maxpool 2 stride 1, flatten, dense 3",
                        "input 10x9x1, conv 5 3x3 relu, maxpool 2x3 stride 3x2, avgpool 2 stride 1, flatten, dense 3",
                        "input 9x9x3, avgpool 2, conv 18 3x3 same relu, avgpool 3 stride 2 same, flatten, dense 2",
                        "input 7x6x3, conv 20 3x3 same relu, globalavgpool, dense 4 relu, dense 3",
                        "input 5x4x3, globalavgpool, dense 3",
                        "input 5x4x1, flatten, dense 7 relu, dense 20 relu, dense 3",
                        "input 10x10x1, conv 17 3x3 relu, maxpool 2, flatten, dense 40 relu, dense 3",
                        "input 3x3x2, flatten, dense 4",
                        "input 8x7x2, conv 5 2x2 relu, residual(conv 7 3x3 same silu, conv 5 3x3 same), activation silu,"
                                + " residual(conv 18 3x3 same stride 2 tanh, conv 18 1x1 | conv 18 1x1 stride 2),"
                                + " flatten, dense 6 tanh, residual(dense 9 tanh, dense 6), dense 3",
                        "input 6x5x3, residual(conv 3 3x3 same tanh), maxpool 2, residual(flatten, dense 18 | flatten),"
                                + " dense 3",
                        "input 5x5x2, flatten, residual(dense 50 tanh), dense 3",
                        "input 5x5x2, residual(conv 4 1x1, residual(conv 6 1x1 silu, conv 4 1x1) | residual(conv 4 1x1"
                                + " | conv 4 1x1)), flatten, dense 3",
                        "input 7x7x2, activation tanh, conv 5 3x3 gelu, maxpool 2, flatten, dense 7 silu, dense 3",
                        "input 7x7x1, conv 5 2x2 leaky_relu 0.2, activation sigmoid, conv 17 2x2 elu 0.7, flatten,"
                                + " dense 6 tanh, dense 3",
                        "input 6x6x1, conv 3 3x3, activation relu, conv 4 2x2 sigmoid, maxpool 2, flatten,"
                                + " activation leaky_relu, dense 5 elu, dense 3")
                .map(text -> {
                    int comma = text.indexOf(',');
                    String[] sides = text.substring("input ".length(), comma).split("x", -1);
                    return Architecture.parse(
                            text,
                            new ImageShape(
                                    Integer.parseInt(sides[0]),
                                    Integer.parseInt(sides[1]),
                                    Integer.parseInt(sides[2])));
                });
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void probabilitiesAreThoseOfTheDefinitions(Architecture architecture) {
        float[] weights = weights(architecture);
        int count = 37;
        float[] images = images(architecture, count);
        float[] probabilities = new float[count * architecture.outputs()];
        new Classifier(architecture, weights, kernels).probabilities(images, count, probabilities);
        DoubleNetwork oracle = new DoubleNetwork(architecture);
        for (int n = 0; n < count; n++) {
            double[] expected =
                    oracle.probabilities(doubles(weights, 0, weights.length), image(architecture, images, n));
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], probabilities[n * expected.length + i], 2e-6, "image " + n);
            }
        }
    }

    static Stream<Architecture> normalisedArchitectures() {
        return Stream.of(
                Architecture.parse(
                        "conv 5 3x3, batchnorm, activation relu, maxpool 2, flatten, dense 6, batchnorm, activation tanh,"
                                + " dense 3",
                        new ImageShape(8, 7, 2)),
                Architecture.parse(
                        "batchnorm, conv 17 2x2 silu, dropout 0.3, flatten, batchnorm momentum 0.5 epsilon 0.01, dense 3",
                        new ImageShape(5, 6, 3)),
                Architecture.parse(
                        "conv 4 2x2, residual(batchnorm, activation tanh, conv 4 3x3 same | batchnorm), flatten,"
                                + " residual(dense 64, batchnorm), dense 2",
                        new ImageShape(5, 5, 1)),
                Architecture.parse("flatten, batchnorm, batchnorm, dense 2", new ImageShape(4, 4, 2)),
                Architecture.parse(
                        "conv 5 3x3, batchnorm, activation relu, flatten, dense 40, batchnorm, dense 3",
                        new ImageShape(8, 7, 2)),
                Architecture.parse("flatten, batchnorm, dense 19 relu, dense 2", new ImageShape(5, 7, 1)));
    }

    @ParameterizedTest
    @MethodSource("normalisedArchitectures")
    void predictionNormalisesByTheRunningAverages(Architecture architecture) {
        probabilitiesAreThoseOfTheDefinitions(architecture);
    }

    /** Central differences of the oracle's loss, for every parameter; the batch is no multiple of the parts. */
    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreTheDifferencesOfTheLoss(Architecture architecture) {
        int count = 11;
        float[] weights = weights(architecture);
        float[] images = images(architecture, count);
        float[] gradient = gradient(architecture, weights, images, count);
        DoubleNetwork oracle = new DoubleNetwork(architecture);
        double[] parameters = doubles(weights, 0, weights.length);
        double step = 1e-6;
        int strides = Math.max(1, weights.length / 300);
        for (int i = 0; i < weights.length; i += strides) {
            double difference = 0;
            for (int n = 0; n < count; n++) {
                double[] image = image(architecture, images, n);
                parameters[i] = weights[i] + step;
                difference += oracle.loss(parameters, image, truth(architecture, n));
                parameters[i] = weights[i] - step;
                difference -= oracle.loss(parameters, image, truth(architecture, n));
                parameters[i] = weights[i];
            }
            assertEquals(difference / (2 * step) / count, gradient[i], 2e-5, "parameter " + i + ", seed " + SEED);
        }
    }

    private float[] gradient(Architecture architecture, float[] weights, float[] images, int count) {
        Network network = new Network(architecture);
        Workspace workspace = forward(network, weights, images, count);
        network.backward(workspace).forEach(NetworkTest::runParts);
        return network.unpack(workspace.gradients());
    }

    private Workspace forward(Network network, float[] weights, float[] images, int count) {
        Workspace workspace = Workspace.forGradients(network, kernels, network.pack(weights), count + 3);
        workspace.begin(count);
        System.arraycopy(images, 0, workspace.memory(), workspace.input(), images.length);
        network.derive(workspace).forEach(NetworkTest::runParts);
        network.forward(workspace, 0, count);
        for (int n = 0; n < count; n++) {
            network.lossAndGradient(workspace, n, truth(network.architecture(), n), 1.0 / count);
        }
        return workspace;
    }

    /** Parts of up to ten images, which pass four, four and two at a time. */
    @ParameterizedTest
    @MethodSource("architectures")
    void imagesThatPassAFewAtATimeLeaveTheGradientsOfAllAtOnce(Architecture architecture) {
        int count = 77;
        float[] weights = weights(architecture);
        float[] images = images(architecture, count);
        Network network = new Network(architecture);
        Workspace workspace = Workspace.forTraining(network, kernels, network.pack(weights), count + 3, 1);
        workspace.begin(count);
        network.derive(workspace).forEach(NetworkTest::runParts);
        learn(network, workspace, images, (view, part, from, to) -> {
            for (int n = from; n < to; n++) {
                network.lossAndGradient(view, n, truth(architecture, n), 1.0 / count);
            }
        });
        assertArrayEquals(
                gradient(architecture, weights, images, count),
                network.unpack(workspace.gradients()),
                0f,
                "seed " + SEED);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void eachParameterIsUpdatedEarlyOrLateAndOnlyOnce(Architecture architecture) {
        Network network = new Network(architecture);
        Workspace workspace = Workspace.forGradients(network, kernels, network.pack(weights(architecture)), 3);
        workspace.begin(3);
        int[] updates = new int[network.packedParameterCount()];
        network.backward(workspace, (from, to) -> count(updates, from, to)).forEach(NetworkTest::runParts);
        for (Network.Span span : network.lateParameters()) {
            runParts(part -> count(updates, span.first(part), span.first(part + 1)));
        }
        assertEachParameterOnce(network, updates);
    }

    /** Padding is updated as parameters are; only what is left free between the threads is not. */
    static void assertEachParameterOnce(Network network, int[] updates) {
        float[] ones = new float[network.architecture().parameterCount()];
        Arrays.fill(ones, 1f);
        float[] places = network.pack(ones);
        int free = 0;
        for (int i = 0; i < updates.length; i++) {
            if (updates[i] == 0) {
                assertEquals(0f, places[i], "no update at " + i);
                free++;
            } else {
                assertEquals(1, updates[i], "updates at " + i);
                assertTrue(free == 0 || free == CacheLines.APART, free + " places free before " + i);
                free = 0;
            }
        }
        assertEquals(0, free, "places free at the end");
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreFinalWhenTheirParametersAreUpdatedEarly(Architecture architecture) {
        Network network = new Network(architecture);
        Workspace workspace = forward(network, weights(architecture), images(architecture, 11), 11);
        float[] seen = new float[network.packedParameterCount()];
        network.backward(workspace, (from, to) -> System.arraycopy(workspace.gradients(), from, seen, from, to - from))
                .forEach(NetworkTest::runParts);
        assertEquals(List.of(), network.lateParameters());
        assertArrayEquals(workspace.gradients(), seen);
    }

    private static void count(int[] updates, int from, int to) {
        assertEquals(0, from % Kernels.LANES);
        for (int i = from; i < to; i++) {
            updates[i]++;
        }
    }

    /** Runs the stages of a step up to its gradients. */
    static void learn(Network network, Workspace workspace, float[] images, Network.ImageWork score) {
        learning(network, workspace, images, score, (from, to) -> {}).forEach(NetworkTest::runParts);
    }

    /** The stages of a step up to its gradients. */
    static List<Network.Stage> learning(
            Network network, Workspace workspace, float[] images, Network.ImageWork score, Network.EarlyUpdate early) {
        int size = network.inputStride();
        Network.ImageWork read = (view, part, from, to) ->
                System.arraycopy(images, from * size, view.memory(), view.input() + from * size, (to - from) * size);
        return network.learning(workspace, read, score, early);
    }

    static void runParts(Network.Stage stage) {
        IntStream.range(0, Network.PARTS).forEach(stage::run);
    }

    @Test
    void anImageGetsTheSameBitsAloneInABatchAndFromManyThreads() {
        Architecture architecture = Architecture.reference();
        int count = 70;
        float[] images = images(architecture, count);
        Classifier classifier = new Classifier(architecture, weights(architecture), kernels);
        float[] together = new float[count * 10];
        classifier.probabilities(images, count, together);
        float[] alone = new float[count * 10];
        IntStream.range(0, count).parallel().forEach(n -> classifier.probabilities(images, n, 1, alone, n * 10));
        assertArrayEquals(together, alone);
    }

    @Test
    void packedParametersComeBackAsTheyWere() {
        architectures().forEach(architecture -> {
            float[] weights = weights(architecture);
            Network network = new Network(architecture);
            assertArrayEquals(weights, network.unpack(network.pack(weights)), architecture.toString());
        });
    }

    @Test
    void theWrongNumberOfWeightsIsRefused() {
        Network network = new Network(Architecture.reference());
        assertEquals(
                "3 weights, but the architecture " + Architecture.REFERENCE_TEXT + " has 46054 parameters",
                assertThrows(IllegalArgumentException.class, () -> network.pack(new float[3]))
                        .getMessage());
    }

    @Test
    void initialWeightsStayWithinGlorotsLimitAndFillIt() {
        float[] weights = InitialWeights.draw(Architecture.reference(), SEED);
        double limit = Math.sqrt(6.0 / (9 + 9 * 32));
        float largest = 0;
        for (int i = 0; i < 288; i++) {
            largest = Math.max(largest, Math.abs(weights[i]));
        }
        assertTrue(largest <= limit && largest > 0.95 * limit, "largest " + largest + " of limit " + limit);
        for (int i = 288; i < 320; i++) {
            assertEquals(0f, weights[i]);
        }
    }

    private static int truth(Architecture architecture, int image) {
        return image % architecture.outputs();
    }

    static float[] weights(Architecture architecture) {
        float[] weights = InitialWeights.draw(architecture, SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < weights.length; i++) {
            // biases too, so that no unit sits on the corner of its ReLU
            weights[i] += (float) (0.1 * random.nextGaussian());
        }
        return weights;
    }

    static float[] images(Architecture architecture, int count) {
        Random random = new Random(SEED + 1);
        float[] images = new float[count * architecture.input().size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        return images;
    }

    static double[] image(Architecture architecture, float[] images, int n) {
        return doubles(
                images, n * architecture.input().size(), architecture.input().size());
    }

    static double[] doubles(float[] values, int offset, int count) {
        return IntStream.range(offset, offset + count)
                .mapToDouble(i -> values[i])
                .toArray();
    }
}
