/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import io.github.tribuocnn.cnn.optim.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of all kinds of convolution and pooling train to the same bits, whatever runs them. */
class GeneralLayersTest {

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 61, 4, 1);

    private final Kernels fastest = KernelProvider.select("auto");
    private final Kernels loops = KernelProvider.select("scalar");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 6 3x3 same relu, maxpool 2, conv 18 3x3 same relu, maxpool 2, flatten, dense 4",
                "conv 5 3x3 stride 2 same relu, conv 17 3x2 stride 2x1 relu, flatten, dense 4",
                "conv 6 3x3 relu, conv 20 3x3 groups 2 stride 2 relu, conv 8 1x1 groups 4 relu, flatten, dense 4",
                "conv 18 3x3 same relu, depthwise 3x3 stride 2 same relu, conv 9 1x1 relu, globalavgpool, dense 4",
                "conv 3 3x3 relu, maxpool 3 stride 2 same, conv 7 2x2 relu, avgpool 3 stride 1 same, flatten, dense 4"
            })
    void kernelsAndThreadsDoNotChangeABit(String layers) {
        Architecture architecture = Architecture.parse(layers, SHAPE);
        float[] expected = weights(architecture, new ScalarKernels(), 1);
        for (int threads = 1; threads <= 8; threads++) {
            assertArrayEquals(expected, weights(architecture, loops, threads), "loops on " + threads);
            assertArrayEquals(expected, weights(architecture, fastest, threads), fastest.name() + " on " + threads);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 8 3x3 stride 2 same relu, conv 16 3x3 stride 2 same groups 2 relu, flatten, dense 4",
                "conv 16 5x5 same relu, maxpool 3 stride 2, depthwise 3x3 same relu, conv 16 1x1 relu, globalavgpool,"
                        + " dense 4"
            })
    void theyLearnToTellBarsApart(String layers) {
        GeneratedImages images = GeneratedImages.of(SHAPE, 203, 4, 1);
        TrainingOptions options = TrainingOptions.builder()
                .epochs(20)
                .batchSize(32)
                .optimiser(new Adam(0.005))
                .threads(2)
                .seed(7)
                .build();
        TrainingResult result = new TrainingLoop(Architecture.parse(layers, SHAPE), fastest, options)
                .train(images, null, TrainingListener.NONE);
        EpochMetrics last = result.history().get(19);
        assertTrue(last.trainAccuracy() > 0.9, "accuracy " + last.trainAccuracy());
    }

    @Test
    void aReluOfItsOwnIsTheReluOfTheLayerBeforeIt() {
        Architecture joined = Architecture.parse(
                "conv 6 3x3 relu, maxpool 2, conv 5 2x2 same relu, depthwise 3x3 relu, flatten, dense 9 relu, dense 4",
                SHAPE);
        Architecture apart = Architecture.parse(
                "conv 6 3x3, activation relu, maxpool 2, conv 5 2x2 same, activation relu, depthwise 3x3, activation relu,"
                        + " flatten, dense 9, activation relu, dense 4",
                SHAPE);

        assertArrayEquals(weights(joined, fastest, 2), weights(apart, fastest, 2));
    }

    private static float[] weights(Architecture architecture, Kernels kernels, int threads) {
        TrainingOptions options = TrainingOptions.builder()
                .epochs(2)
                .batchSize(19)
                .optimiser(new Adam(0.003))
                .threads(threads)
                .seed(7)
                .build();
        return new TrainingLoop(architecture, kernels, options)
                .train(IMAGES, null, TrainingListener.NONE)
                .weights();
    }
}
