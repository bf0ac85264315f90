/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {

    private final Kernels kernels = KernelProvider.select("auto");

    @ParameterizedTest
    @MethodSource("io.github.tribuocnn.cnn.nn.NetworkTest#architectures")
    void everyLayersOutputsAreThoseOfTheDefinitions(Architecture architecture) {
        int count = 3;
        float[] weights = NetworkTest.weights(architecture);
        double[] parameters = NetworkTest.doubles(weights, 0, weights.length);
        float[] images = NetworkTest.images(architecture, count);
        DoubleNetwork oracle = new DoubleNetwork(architecture);
        for (int layer = 0; layer < architecture.layers().size(); layer++) {
            int length = architecture.outputShape(layer).size();
            float[] activations = new float[count * length];
            new Activations(architecture, weights, kernels, layer).of(images, count, activations);
            for (int n = 0; n < count; n++) {
                double[] expected =
                        oracle.activations(layer + 1, parameters, NetworkTest.image(architecture, images, n));
                for (int i = 0; i < length; i++) {
                    assertEquals(
                            expected[i],
                            activations[n * length + i],
                            1e-5,
                            architecture.layerName(layer) + ", image " + n + ", value " + i);
                }
            }
        }
    }

    @Test
    void anImageGetsTheSameBitsAloneAndInABatch() {
        Architecture architecture = Architecture.reference();
        float[] images = NetworkTest.images(architecture, 70);
        Activations dense = new Activations(architecture, NetworkTest.weights(architecture), kernels, 5);
        float[] together = new float[70 * 100];
        dense.of(images, 70, together);
        for (int n = 0; n < 70; n += 23) {
            float[] alone = new float[100];
            dense.of(Arrays.copyOfRange(images, n * 784, (n + 1) * 784), 1, alone);
            assertArrayEquals(Arrays.copyOfRange(together, n * 100, (n + 1) * 100), alone);
        }
    }

    @Test
    void noImagesGiveNoActivations() {
        Architecture architecture = Architecture.reference();
        float[] nothing = new float[0];
        new Activations(architecture, NetworkTest.weights(architecture), kernels, 5).of(nothing, 0, nothing);
    }
}
