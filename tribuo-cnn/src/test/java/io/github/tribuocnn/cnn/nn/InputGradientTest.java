/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InputGradientTest {

    private final Kernels kernels = KernelProvider.select("auto");

    static Stream<Architecture> architectures() {
        return Stream.concat(
                Stream.concat(NetworkTest.architectures(), NetworkTest.normalisedArchitectures()),
                Stream.of(Architecture.parse("conv 3 3x3 relu, flatten, dense 37", new ImageShape(6, 6, 1))));
    }

    /** Central differences of the oracle's scores, for every pixel. */
    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreTheDifferencesOfTheScores(Architecture architecture) {
        float[] weights = NetworkTest.weights(architecture);
        float[] image = NetworkTest.images(architecture, 1);
        float[][] gradients = new InputGradient(architecture, weights, kernels).at(image);
        DoubleNetwork oracle = new DoubleNetwork(architecture);
        double[] parameters = NetworkTest.doubles(weights, 0, weights.length);
        double[] pixels = NetworkTest.doubles(image, 0, image.length);
        int layers = architecture.layers().size();
        double step = 1e-6;
        assertEquals(architecture.outputs(), gradients.length);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image[i] + step;
            double[] above = oracle.activations(layers, parameters, pixels);
            pixels[i] = image[i] - step;
            double[] below = oracle.activations(layers, parameters, pixels);
            pixels[i] = image[i];
            for (int output = 0; output < gradients.length; output++) {
                double difference = (above[output] - below[output]) / (2 * step);
                assertEquals(difference, gradients[output][i], 2e-5, "output " + output + ", pixel " + i);
            }
        }
    }

    /** Without biases these networks are piecewise linear through the origin: gradient times input is the score. */
    @Test
    void withoutBiasesGradientTimesInputAddsUpToTheScore() {
        Architecture architecture = Architecture.parse(
                "conv 5 3x3 relu, maxpool 2, conv 7 2x2 relu, flatten, dense 6 relu, dense 4",
                new ImageShape(10, 9, 2));
        float[] weights = InitialWeights.draw(architecture, 3);
        float[] image = NetworkTest.images(architecture, 1);
        float[][] gradients = new InputGradient(architecture, weights, kernels).at(image);
        double[] scores = new DoubleNetwork(architecture)
                .activations(
                        6,
                        NetworkTest.doubles(weights, 0, weights.length),
                        NetworkTest.doubles(image, 0, image.length));
        for (int output = 0; output < scores.length; output++) {
            float[] gradient = gradients[output];
            double sum = IntStream.range(0, image.length)
                    .mapToDouble(i -> (double) gradient[i] * image[i])
                    .sum();
            assertEquals(scores[output], sum, 1e-5);
        }
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        Architecture architecture =
                Architecture.parse("conv 5 3x3 relu, maxpool 2, flatten, dense 3", new ImageShape(10, 10, 1));
        float[] images = NetworkTest.images(architecture, 20);
        InputGradient gradient = new InputGradient(architecture, NetworkTest.weights(architecture), kernels);
        float[][][] parallel = IntStream.range(0, 20)
                .parallel()
                .mapToObj(n -> gradient.at(Arrays.copyOfRange(images, n * 100, (n + 1) * 100)))
                .toArray(float[][][]::new);
        for (int n = 0; n < 20; n++) {
            assertArrayEquals(gradient.at(Arrays.copyOfRange(images, n * 100, (n + 1) * 100)), parallel[n]);
        }
    }
}
