/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final Architecture ARCHITECTURE =
            Architecture.parse("conv 6 3x3 relu, maxpool 2, flatten, dense 20 relu, dense 4", SHAPE);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 100, 4, 1);

    /** Unshuffled, an epoch is the same whatever its number, so that two runs can make one. */
    @Test
    void twoRunsAreOneLongRunIfTheOptimiserIsContinued() {
        float[] whole = loop(4).train(IMAGES, null, TrainingListener.NONE).weights();
        TrainingResult half = loop(2).train(IMAGES, null, TrainingListener.NONE);

        TrainingResult continued =
                loop(2).resume(half.weights(), half.optimiserState(), IMAGES, null, TrainingListener.NONE);
        TrainingResult fresh = loop(2).resume(half.weights(), null, IMAGES, null, TrainingListener.NONE);

        assertArrayEquals(whole, continued.weights());
        assertFalse(Arrays.equals(whole, fresh.weights()));
        assertEquals(1, continued.history().get(0).epoch());
    }

    /** The average takes in the running averages of batch normalisation; both go on as if never stopped. */
    @Test
    void averagedWeightsAndBatchNormalisationGoOnAsIfNeverInterrupted() {
        Architecture normalised = Architecture.parse(
                "conv 6 3x3, batchnorm, activation relu, maxpool 2, flatten, dense 20 relu, batchnorm, dense 4", SHAPE);
        TrainingOptions.Builder options = options().averagingDecay(0.98).optimiser(new AdamW(0.003, 0.05));
        TrainingResult whole = loop(normalised, options.epochs(4)).train(IMAGES, IMAGES, TrainingListener.NONE);
        TrainingLoop loop = loop(normalised, options.epochs(2));
        TrainingResult half = loop.train(IMAGES, IMAGES, TrainingListener.NONE);

        TrainingResult continued =
                loop.resume(half.weights(), half.optimiserState(), IMAGES, IMAGES, TrainingListener.NONE);

        assertArrayEquals(whole.weights(), continued.weights());
        assertSameState(whole.optimiserState(), continued.optimiserState());
        assertEquals(
                whole.history().get(3).validationLoss(),
                continued.history().get(1).validationLoss(),
                "the loss of the average");
    }

    private static void assertSameState(OptimiserState expected, OptimiserState found) {
        assertEquals(expected.numbers(), found.numbers());
        assertEquals(expected.slots().keySet(), found.slots().keySet());
        expected.slots()
                .forEach((name, values) ->
                        assertArrayEquals(values, found.slots().get(name), name));
    }

    @Test
    void whatItBeginsWithIsLeftAlone() {
        TrainingResult half = loop(1).train(IMAGES, null, TrainingListener.NONE);
        float[] before = half.weights().clone();

        loop(1).resume(half.weights(), half.optimiserState(), IMAGES, null, TrainingListener.NONE);

        assertArrayEquals(before, half.weights());
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        assertEquals(
                "3 weights, but the architecture conv 6 3x3 relu, maxpool 2, flatten, dense 20 relu, dense 4 has"
                        + " 3164 parameters",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> loop(1).resume(new float[3], null, IMAGES, null, TrainingListener.NONE))
                        .getMessage());
    }

    private static TrainingLoop loop(int epochs) {
        return loop(ARCHITECTURE, options().epochs(epochs));
    }

    private static TrainingLoop loop(Architecture architecture, TrainingOptions.Builder options) {
        return new TrainingLoop(architecture, KernelProvider.select("auto"), options.build());
    }

    private static TrainingOptions.Builder options() {
        return TrainingOptions.builder()
                .batchSize(16)
                .optimiser(new Adam(0.003))
                .shuffle(false)
                .threads(2)
                .seed(7);
    }
}
