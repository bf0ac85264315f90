/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.augment.Elastic;
import io.github.tribuocnn.cnn.augment.Erasing;
import io.github.tribuocnn.cnn.augment.Noise;
import io.github.tribuocnn.cnn.augment.Rotation;
import io.github.tribuocnn.cnn.augment.Scale;
import io.github.tribuocnn.cnn.augment.Shear;
import io.github.tribuocnn.cnn.augment.Shift;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import io.github.tribuocnn.cnn.optim.Adam;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentedTrainingTest {
    private static final ImageShape SHAPE = new ImageShape(12, 10, 2);
    private static final Architecture ARCHITECTURE =
            Architecture.parse("conv 6 3x3 relu, maxpool 2, conv 5 2x2 relu, flatten, dense 20 relu, dense 4", SHAPE);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 203, 4, 1);
    private static final Augmentation EVERYTHING = Augmentation.of(
            new Shift(1),
            new Rotation(10),
            new Scale(10, 5),
            new Shear(5),
            new Elastic(0.5, 5),
            new Erasing(30),
            new Noise(3));

    private final Kernels kernels = KernelProvider.select("auto");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 20})
    void threadsDoNotChangeABit(int threads) {
        assertArrayEquals(
                train(kernels, 32, 1, EVERYTHING).weights(),
                train(kernels, 32, threads, EVERYTHING).weights());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 203})
    void kernelsDoNotChangeABitAtAnyBatchSize(int batchSize) {
        assertArrayEquals(
                train(new ScalarKernels(), batchSize, 1, EVERYTHING).weights(),
                train(kernels, batchSize, 2, EVERYTHING).weights());
    }

    @Test
    void augmentationMattersAndNoAugmentationDoesNot() {
        float[] plain = train(kernels, 32, 1, Augmentation.NONE).weights();

        assertFalse(Arrays.equals(plain, train(kernels, 32, 1, EVERYTHING).weights()));
        assertArrayEquals(
                plain,
                train(kernels, 32, 1, Augmentation.of(new Shift(0), new Rotation(0)))
                        .weights());
        assertArrayEquals(
                plain, train(kernels, 32, 1, EVERYTHING.withCleanEnd(100)).weights());
    }

    @Test
    void theEndOfTheTrainingIsClean() {
        TrainingResult varied = train(kernels, 32, 1, EVERYTHING);
        TrainingResult cleanEnd = train(kernels, 32, 1, EVERYTHING.withCleanEnd(50));

        assertEquals(loss(varied, 1), loss(cleanEnd, 1));
        assertNotEquals(loss(varied, 2), loss(cleanEnd, 2));
    }

    @Test
    void validationSeesTheImagesAsTheyAre() {
        TrainingLoop once = new TrainingLoop(
                ARCHITECTURE,
                kernels,
                TrainingOptions.builder()
                        .epochs(1)
                        .optimiser(new Adam(1e-30))
                        .seed(7)
                        .augmentation(EVERYTHING)
                        .build());

        EpochMetrics metrics =
                once.train(IMAGES, IMAGES, TrainingListener.NONE).history().get(0);

        // weights that do not move show the same images the same loss
        EpochMetrics clean = new TrainingLoop(
                        ARCHITECTURE,
                        kernels,
                        TrainingOptions.builder()
                                .epochs(1)
                                .optimiser(new Adam(1e-30))
                                .seed(7)
                                .build())
                .train(IMAGES, IMAGES, TrainingListener.NONE)
                .history()
                .get(0);
        assertEquals(clean.validationLoss(), metrics.validationLoss());
        assertNotEquals(clean.trainLoss(), metrics.trainLoss());
    }

    private static TrainingResult train(Kernels kernels, int batchSize, int threads, Augmentation augmentation) {
        TrainingOptions options = TrainingOptions.builder()
                .epochs(2)
                .batchSize(batchSize)
                .optimiser(new Adam(0.003))
                .threads(threads)
                .seed(7)
                .augmentation(augmentation)
                .build();
        return new TrainingLoop(ARCHITECTURE, kernels, options).train(IMAGES, null, TrainingListener.NONE);
    }

    private static double loss(TrainingResult result, int epoch) {
        return result.history().get(epoch - 1).trainLoss();
    }
}
