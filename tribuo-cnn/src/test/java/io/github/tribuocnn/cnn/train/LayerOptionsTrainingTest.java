/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import io.github.tribuocnn.cnn.nn.InitialWeights;
import io.github.tribuocnn.cnn.optim.Adam;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of a layer besides its size: it trains, to the same bits everywhere. */
class LayerOptionsTrainingTest {

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 203, 4, 1);

    private final Kernels kernels = KernelProvider.select("auto");

    private static TrainingResult train(String text, Kernels kernels, int epochs, int threads) {
        TrainingOptions options = TrainingOptions.builder()
                .epochs(epochs)
                .batchSize(32)
                .optimiser(new Adam(0.003))
                .threads(threads)
                .seed(7)
                .build();
        return new TrainingLoop(Architecture.parse(text, SHAPE), kernels, options)
                .train(IMAGES, null, TrainingListener.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 18 3x3 gelu he_normal, maxpool 2, flatten, dense 20 silu l2 0.001, dense 4",
                "conv 6 3x3 leaky_relu 0.1, maxpool 2, flatten, activation tanh, dense 20 elu, dense 4",
                "conv 6 3x3, batchnorm, activation relu, dropout 0.2 spatial, maxpool 2, flatten, dropout 0.3, dense 20,"
                        + " batchnorm, activation relu, dense 4",
                "conv 6 3x3 relu, maxpool 2, residual(conv 6 3x3 same, batchnorm, activation relu, dropout 0.1,"
                        + " conv 6 3x3 same), activation relu, flatten, dense 20 relu, dense 4",
                "conv 6 3x3, activation relu, maxpool 2, flatten, dense 20 sigmoid glorot_normal, dense 4",
                "conv 6 3x3 relu, maxpool 2, residual(conv 6 3x3 same relu), flatten, dropout 0.2, dense 60 relu,"
                        + " residual(dense 300 relu, dense 60 l2 0.001), dense 4",
                "conv 6 3x3, batchnorm, activation relu, maxpool 2, flatten, dense 60, batchnorm, activation relu, dense 4"
            })
    void learnsToTheSameBitsWithAnyThreadsAndKernels(String text) {
        TrainingResult result = train(text, kernels, 12, 2);
        EpochMetrics last = result.history().get(11);
        assertTrue(last.trainAccuracy() > 0.9, text + ": accuracy " + last.trainAccuracy());
        float[] weights = train(text, kernels, 2, 1).weights();
        assertArrayEquals(weights, train(text, kernels, 2, 3).weights());
        assertArrayEquals(weights, train(text, new ScalarKernels(), 2, 2).weights());
    }

    /** One step over all images: the loss before it is that of the weights it begins with. */
    @Test
    void theLossHoldsThePenaltyOfTheWeightsButNotOfTheBiases() {
        String plain = "flatten, dense 20 relu, dense 4";
        String penalised = "flatten, dense 20 relu l2 0.01, dense 4";
        Architecture architecture = Architecture.parse(plain, SHAPE);
        float[] weights = InitialWeights.draw(architecture, 7);
        Arrays.fill(weights, weights.length - 4, weights.length, 0.5f);
        ParameterTensor first = architecture.tensors().get(0);
        double squares = 0;
        for (int i = 0; i < first.length(); i++) {
            squares += (double) weights[i] * weights[i];
        }
        double difference = firstLoss(penalised, weights) - firstLoss(plain, weights);
        assertEquals(0.01 * squares, difference, 1e-8);
    }

    private double firstLoss(String text, float[] weights) {
        TrainingOptions options = TrainingOptions.builder()
                .epochs(1)
                .batchSize(203)
                .optimiser(new Adam(0.003))
                .threads(2)
                .seed(7)
                .build();
        return new TrainingLoop(Architecture.parse(text, SHAPE), kernels, options)
                .resume(weights, null, IMAGES, null, TrainingListener.NONE)
                .history()
                .get(0)
                .trainLoss();
    }
}
