/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.optim.Optimiser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images and networks unlike those of handwritten digits are learned too, and read right where they were never seen. */
final class OtherProblemsTest {

    private static final long SEED = 7;

    @Test
    void colourImagesOf32By32AreLearned() {
        assertLearns(
                "conv 8 5x5 stride 2 relu, maxpool 2, conv 12 3x3 relu, globalavgpool, dense 6",
                1_562,
                ColourShapes.of(600, SEED),
                ColourShapes.of(200, SEED + 1),
                12,
                "adam 0.01",
                0.9);
    }

    @Test
    void imagesOf8By8AreLearnedByAFewHundredParameters() {
        ImageShape shape = new ImageShape(8, 8, 1);
        assertLearns(
                "conv 6 3x3 relu, maxpool 2, flatten, dense 8",
                500,
                GeneratedImages.of(shape, 800, 8, SEED),
                GeneratedImages.of(shape, 200, 8, SEED + 1),
                10,
                "adam 0.01",
                0.9);
    }

    @Test
    void aHundredClassesAreTold() {
        assertLearns(
                "conv 4 3x3 same relu, maxpool 2, flatten, dense 100",
                40_140,
                GridSpots.of(3_000, SEED),
                GridSpots.of(500, SEED + 1),
                6,
                "adam 0.005",
                0.9);
    }

    @Test
    void twoClassesAreTold() {
        ImageShape shape = new ImageShape(12, 9, 1);
        assertLearns(
                "conv 4 3x3 relu, maxpool 2, flatten, dense 2",
                162,
                GeneratedImages.of(shape, 400, 2, SEED),
                GeneratedImages.of(shape, 200, 2, SEED + 1),
                8,
                "adamw 0.01",
                0.95);
    }

    @Test
    void fiveMillionParametersLearn() {
        ImageShape shape = new ImageShape(20, 20, 1);
        assertLearns(
                "flatten, dense 2048 relu, dense 2000 relu, dense 10",
                4_939_258,
                GeneratedImages.of(shape, 480, 10, SEED),
                GeneratedImages.of(shape, 100, 10, SEED + 1),
                3,
                "adam 0.0005",
                0.7);
    }

    @Test
    void aDeepColourNetworkOfSomeHundredThousandParametersLearns() {
        assertLearns(
                "conv 16 3x3 stride 2 same relu, batchnorm, conv 32 3x3 stride 2 same relu,"
                        + " residual(depthwise 3x3 same, conv 32 1x1 relu), maxpool 2, flatten, dense 400 relu, dropout 0.2,"
                        + " dense 6",
                214_134,
                ColourShapes.of(600, SEED),
                ColourShapes.of(200, SEED + 1),
                6,
                "adam 0.003",
                0.8);
    }

    private static void assertLearns(
            String layers,
            int parameters,
            GeneratedImages images,
            GeneratedImages unseen,
            int epochs,
            String optimiser,
            double leastAccuracy) {
        Architecture architecture = Architecture.parse(layers, images.shape());
        assertEquals(parameters, architecture.parameterCount());
        TrainingOptions options = TrainingOptions.builder()
                .epochs(epochs)
                .batchSize(20)
                .optimiser(Optimiser.parse(optimiser))
                .seed(SEED)
                .build();

        List<EpochMetrics> history = new TrainingLoop(architecture, KernelProvider.select("auto"), options)
                .train(images, unseen, TrainingListener.NONE)
                .history();

        EpochMetrics first = history.get(0);
        EpochMetrics last = history.get(epochs - 1);
        assertTrue(
                last.trainLoss() < first.trainLoss() / 2,
                () -> "loss " + first.trainLoss() + " to " + last.trainLoss());
        assertTrue(
                last.validationAccuracy() >= leastAccuracy,
                () -> "accuracy on unseen images "
                        + history.stream().map(EpochMetrics::validationAccuracy).toList());
    }
}
