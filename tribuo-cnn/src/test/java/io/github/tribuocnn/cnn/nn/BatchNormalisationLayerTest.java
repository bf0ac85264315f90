/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Dropout;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning with the statistics of the batch, against the definition in double precision. */
class BatchNormalisationLayerTest {

    private static final int COUNT = 11;

    /** A batch that was learned from: gradients and parameters in canonical order, and the mean loss. */
    private record Lesson(float[] gradients, float[] parameters, double loss) {

        static Lesson of(Architecture architecture, float[] weights, float[] images) {
            Network network = new Network(architecture);
            float[] packed = network.pack(weights);
            Workspace workspace = Workspace.forTraining(network, KernelProvider.select("auto"), packed, COUNT + 2, 1);
            double[] losses = new double[COUNT];
            workspace.beginLearning(COUNT, 1, 1, IntStream.range(0, COUNT).toArray(), 0);
            network.derive(workspace).forEach(NetworkTest::runParts);
            NetworkTest.learn(network, workspace, images, (view, part, from, to) -> {
                for (int n = from; n < to; n++) {
                    losses[n] = network.lossAndGradient(view, n, n % architecture.outputs(), 1.0 / COUNT);
                }
            });
            return new Lesson(
                    network.unpack(workspace.gradients()),
                    network.unpack(packed),
                    IntStream.range(0, COUNT).mapToDouble(n -> losses[n]).sum() / COUNT);
        }
    }

    /** Those without dropout, which the oracle does not draw. */
    static Stream<Architecture> architectures() {
        return NetworkTest.normalisedArchitectures()
                .map(architecture -> Architecture.of(
                        architecture.input(),
                        architecture.layers().stream()
                                .filter(layer -> !(layer instanceof Dropout))
                                .toArray(LayerSpec[]::new)));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreTheDifferencesOfTheLossOfTheWholeBatch(Architecture architecture) {
        float[] weights = NetworkTest.weights(architecture);
        float[] images = NetworkTest.images(architecture, COUNT);
        Lesson lesson = Lesson.of(architecture, weights, images);
        DoubleNetwork oracle = new DoubleNetwork(architecture);
        double[] parameters = NetworkTest.doubles(weights, 0, weights.length);
        double[][] batch = IntStream.range(0, COUNT)
                .mapToObj(n -> NetworkTest.image(architecture, images, n))
                .toArray(double[][]::new);
        int[] truths =
                IntStream.range(0, COUNT).map(n -> n % architecture.outputs()).toArray();
        assertEquals(oracle.learningLoss(parameters, batch, truths), lesson.loss(), 1e-5);
        double step = 1e-6;
        int stride = Math.max(1, weights.length / 200);
        for (int i = 0; i < weights.length; i += stride) {
            parameters[i] = weights[i] + step;
            double above = oracle.learningLoss(parameters, batch, truths);
            parameters[i] = weights[i] - step;
            double below = oracle.learningLoss(parameters, batch, truths);
            parameters[i] = weights[i];
            assertEquals((above - below) / (2 * step), lesson.gradients()[i], 3e-5, "parameter " + i);
        }
    }

    /** One normalisation of the pixels: its batch statistics can be counted by hand. */
    @Test
    void runningAveragesMoveTowardsMeanAndUnbiasedVarianceOfTheBatch() {
        Architecture architecture =
                Architecture.parse("batchnorm momentum 0.75, flatten, dense 2", new ImageShape(3, 2, 2));
        float[] weights = InitialWeights.draw(architecture, 3);
        float[] images = NetworkTest.images(architecture, COUNT);
        float[] learned = Lesson.of(architecture, weights, images).parameters();
        List<ParameterTensor> tensors = architecture.tensors();
        int values = COUNT * 6;
        for (int c = 0; c < 2; c++) {
            double mean = 0;
            for (int i = c; i < images.length; i += 2) {
                mean += images[i] / (double) values;
            }
            double variance = 0;
            for (int i = c; i < images.length; i += 2) {
                variance += (images[i] - mean) * (images[i] - mean) / (values - 1);
            }
            assertEquals("batchnorm1_mean", tensors.get(2).name());
            assertEquals(0.25 * mean, learned[tensors.get(2).offset() + c], 1e-7);
            assertEquals("batchnorm1_variance", tensors.get(3).name());
            assertEquals(0.75 + 0.25 * variance, learned[tensors.get(3).offset() + c], 1e-7);
        }
    }

    @Test
    void theOptimiserIsGivenGammaAndBetaButNotTheAverages() {
        Network network = new Network(Architecture.parse(
                "conv 5 3x3, batchnorm, flatten, dense 6, batchnorm, dense 3", new ImageShape(6, 6, 1)));
        float[] state = new float[network.packedParameterCount()];
        Arrays.fill(state, network.learnedParameterCount(), state.length, 1f);
        float[] canonical = network.unpack(state);
        for (ParameterTensor tensor : network.architecture().tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
                assertEquals(tensor.role().isLearned() ? 0f : 1f, canonical[i], tensor.name());
            }
        }
    }
}
