/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import io.github.tribuocnn.cnn.optim.Adam;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final Architecture ARCHITECTURE = Architecture.parse(
            "conv 6 3x3 relu, maxpool 2, conv 18 2x2 relu, maxpool 2, flatten, dense 20 relu, dense 4", SHAPE);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 203, 4, 1);

    private final Kernels kernels = KernelProvider.select("auto");

    @Test
    void learnsToTellBarsApart() {
        TrainingResult result = new TrainingLoop(
                        ARCHITECTURE, kernels, options(12, 32, 2).build())
                .train(IMAGES, null, TrainingListener.NONE);
        EpochMetrics last = result.history().get(11);
        assertTrue(last.trainAccuracy() > 0.95, "accuracy " + last.trainAccuracy());
        assertTrue(last.trainLoss() < result.history().get(0).trainLoss() / 3, "loss " + last.trainLoss());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 20})
    void threadsDoNotChangeABit(int threads) {
        assertArrayEquals(weights(kernels, options(2, 32, 1)), weights(kernels, options(2, 32, threads)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 31, 203})
    void kernelsDoNotChangeABitAtAnyBatchSize(int batchSize) {
        assertArrayEquals(
                weights(new ScalarKernels(), options(2, batchSize, 1)),
                weights(kernels, options(2, batchSize, 2)),
                "scalar and " + kernels.name());
    }

    /** Pins the bits themselves, so that no JDK, processor or change to the code alters them unnoticed. */
    @Test
    void theWeightsAreTheSameOnEveryMachine() {
        assertEquals(
                "073d20a9c7df4f56a4be80405dfb1c7acad19b1eec797899fca3948093ff3b9d",
                sha256(weights(kernels, options(3, 32, 2))));
    }

    /** The same for a layer of so many weights that it is divided; its outputs are sums of two halves. */
    @Test
    void theWeightsOfDividedLayersAreTheSameOnEveryMachine() {
        Architecture many = Architecture.parse("conv 16 2x2 relu, maxpool 2, flatten, dense 112 relu, dense 4", SHAPE);
        float[] weights = new TrainingLoop(many, kernels, options(3, 32, 2).build())
                .train(IMAGES, null, TrainingListener.NONE)
                .weights();
        assertEquals("18bf82c5478fe0d4c7db06604f24294a97c8ff7cd9b14f511fe88b14dd2f7682", sha256(weights));
    }

    @Test
    void theSeedDecides() {
        assertFalse(Arrays.equals(
                weights(kernels, options(1, 32, 1)),
                weights(kernels, options(1, 32, 1).seed(8))));
    }

    @Test
    void onlyRatiosOfExampleWeightsMatter() {
        float[] plain = weights(kernels, options(1, 32, 1));
        TrainingLoop loop =
                new TrainingLoop(ARCHITECTURE, kernels, options(1, 32, 1).build());
        assertArrayEquals(
                plain,
                loop.train(IMAGES.withWeights(0.25f), null, TrainingListener.NONE)
                        .weights());
    }

    @Test
    void anImageOfWeightZeroTeachesNothing() {
        float[] weights = IMAGES.weights().clone();
        float[] pixels = IMAGES.pixels().clone();
        weights[5] = 0;
        TrainingLoop loop =
                new TrainingLoop(ARCHITECTURE, kernels, options(1, 32, 1).build());
        float[] before = loop.train(
                        new GeneratedImages(SHAPE, pixels, IMAGES.labels(), weights), null, TrainingListener.NONE)
                .weights();
        Arrays.fill(pixels, 5 * SHAPE.size(), 6 * SHAPE.size(), 0.9f);
        assertArrayEquals(
                before,
                loop.train(new GeneratedImages(SHAPE, pixels, IMAGES.labels(), weights), null, TrainingListener.NONE)
                        .weights());
    }

    @Test
    void validationIsMeasuredAndChangesNothing() {
        TrainingLoop loop =
                new TrainingLoop(ARCHITECTURE, kernels, options(3, 32, 2).build());
        List<EpochMetrics> seen = new ArrayList<>();
        TrainingResult validated = loop.train(IMAGES, IMAGES, new TrainingListener() {
            @Override
            public void epochEnded(EpochMetrics metrics) {
                seen.add(metrics);
            }
        });
        assertArrayEquals(loop.train(IMAGES, null, TrainingListener.NONE).weights(), validated.weights());
        assertEquals(validated.history(), seen);
        assertEquals(3, seen.size());
        assertTrue(seen.get(2).validationLoss() < seen.get(0).validationLoss());
        assertTrue(seen.get(0).hasValidation());
    }

    @Test
    void everyStepIsToldWithTheMeanLossSoFar() {
        List<Integer> images = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        TrainingResult result = new TrainingLoop(
                        ARCHITECTURE, kernels, options(2, 64, 2).build())
                .train(IMAGES, null, new TrainingListener() {
                    @Override
                    public void stepEnded(int epoch, int learned, int of, double loss) {
                        assertEquals(images.size() < 4 ? 1 : 2, epoch);
                        assertEquals(IMAGES.size(), of);
                        images.add(learned);
                        losses.add(loss);
                    }
                });
        assertEquals(List.of(64, 128, 192, 203, 64, 128, 192, 203), images);
        assertEquals(result.history().get(0).trainLoss(), losses.get(3));
        assertEquals(result.history().get(1).trainLoss(), losses.get(7));
    }

    @Test
    void aLossThatIsNoNumberStopsTheRunWithAdvice() {
        TrainingOptions wild = options(50, 32, 2).optimiser(new Adam(1e30)).build();
        assertEquals(
                "The loss became NaN in epoch 1, step 2, at learning rate 1.0E30. Lower the learning rate; if that does"
                        + " not help, look for pixels far outside 0..1",
                assertThrows(
                                IllegalStateException.class,
                                () -> new TrainingLoop(ARCHITECTURE, kernels, wild)
                                        .train(IMAGES, null, TrainingListener.NONE))
                        .getMessage());
    }

    @Test
    void aLastStepThatRuinsTheWeightsIsNoticed() {
        TrainingOptions wild = options(1, 203, 2).optimiser(new Adam(1e39)).build();
        assertEquals(
                "A weight became -Infinity in the last step of epoch 1, at learning rate 1.0E39. Lower the learning rate; if"
                        + " that does not help, look for pixels far outside 0..1",
                assertThrows(
                                IllegalStateException.class,
                                () -> new TrainingLoop(ARCHITECTURE, kernels, wild)
                                        .train(IMAGES, null, TrainingListener.NONE))
                        .getMessage());
    }

    @Test
    void aValidationLossThatIsNoNumberStopsTheRunWithAdvice() {
        TrainingOptions wild = options(1, 203, 2).optimiser(new Adam(1e20)).build();
        assertEquals(
                "The validation loss became NaN after epoch 1, at learning rate 1.0E20. Lower the learning rate; if that"
                        + " does not help, look for pixels far outside 0..1",
                assertThrows(
                                IllegalStateException.class,
                                () -> new TrainingLoop(ARCHITECTURE, kernels, wild)
                                        .train(IMAGES, IMAGES, TrainingListener.NONE))
                        .getMessage());
    }

    @Test
    void imagesThatDoNotFitAreRefused() {
        TrainingLoop loop =
                new TrainingLoop(ARCHITECTURE, kernels, options(1, 32, 1).build());
        assertEquals(
                "Images of 8x8x1 do not fit the architecture, which expects 12x12x1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> loop.train(
                                        GeneratedImages.of(new ImageShape(8, 8, 1), 3, 4, 1),
                                        null,
                                        TrainingListener.NONE))
                        .getMessage());
        assertEquals(
                "Image 0 has label 4, outside the architecture's outputs 0 to 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> loop.train(
                                        new GeneratedImages(SHAPE, new float[144], new int[] {4}, new float[] {1}),
                                        null,
                                        TrainingListener.NONE))
                        .getMessage());
        assertEquals(
                "Image 0 has weight NaN, expected a finite number of at least 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> loop.train(IMAGES.withWeights(Float.NaN), null, TrainingListener.NONE))
                        .getMessage());
        assertEquals(
                "All example weights are 0, expected at least one above 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> loop.train(IMAGES.withWeights(0), null, TrainingListener.NONE))
                        .getMessage());
    }

    private static TrainingOptions.Builder options(int epochs, int batchSize, int threads) {
        return TrainingOptions.builder()
                .epochs(epochs)
                .batchSize(batchSize)
                .optimiser(new Adam(0.003))
                .threads(threads)
                .seed(7);
    }

    private static float[] weights(Kernels kernels, TrainingOptions.Builder options) {
        return new TrainingLoop(ARCHITECTURE, kernels, options.build())
                .train(IMAGES, null, TrainingListener.NONE)
                .weights();
    }

    private static String sha256(float[] weights) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
