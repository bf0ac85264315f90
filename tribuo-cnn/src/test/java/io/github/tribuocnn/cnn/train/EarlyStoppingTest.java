/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.optim.Adam;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTest {

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final Architecture ARCHITECTURE = Architecture.parse("flatten, dense 20 relu, dense 4", SHAPE);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 40, 4, 1);

    /** Other labels than the training images': learning the one set by heart soon makes the other worse. */
    private static final GeneratedImages MISLABELLED = mislabelled();

    private static GeneratedImages mislabelled() {
        GeneratedImages images = GeneratedImages.of(SHAPE, 60, 4, 2);
        int[] labels = images.labels().clone();
        for (int i = 0; i < labels.length; i += 2) {
            labels[i] = (labels[i] + 1) % 4;
        }
        return new GeneratedImages(SHAPE, images.pixels(), labels, images.weights());
    }

    @Test
    void aRunEndsWhenPatienceDoes() {
        TrainingResult whole = run(30, EarlyStopping.OFF);
        int best = lowest(whole.history());
        assertTrue(best > 1 && best < 20, "the lowest validation loss is that of epoch " + best);

        TrainingResult patient = run(30, new EarlyStopping(3, false));

        assertEquals(best + 3, patient.history().size());
        assertEquals(best, patient.bestEpoch());
        assertEquals(whole.bestEpoch(), patient.bestEpoch());
        assertArrayEquals(run(best + 3, EarlyStopping.OFF).weights(), patient.weights());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void theBestEpochIsRestoredWithItsOptimiserState(int patience) {
        TrainingResult restored = run(25, new EarlyStopping(patience, true));

        TrainingResult best = run(restored.bestEpoch(), EarlyStopping.OFF);
        assertTrue(restored.history().size() > restored.bestEpoch());
        assertArrayEquals(best.weights(), restored.weights());
        assertEquals(best.optimiserState().numbers(), restored.optimiserState().numbers());
        best.optimiserState()
                .slots()
                .forEach((name, values) -> assertArrayEquals(
                        values, restored.optimiserState().slots().get(name), name));
    }

    @Test
    void aRunThatKeepsImprovingIsNotStopped() {
        TrainingResult result = new TrainingLoop(ARCHITECTURE, KernelProvider.select("auto"), options(8, 1, false))
                .train(IMAGES, IMAGES, TrainingListener.NONE);

        assertEquals(8, result.history().size());
        assertEquals(8, result.bestEpoch());
    }

    @Test
    void withoutValidationThereIsNoBestEpoch() {
        TrainingResult result = new TrainingLoop(ARCHITECTURE, KernelProvider.select("auto"), options(2, 0, false))
                .train(IMAGES, null, TrainingListener.NONE);

        assertEquals(0, result.bestEpoch());
    }

    @Test
    void stoppingWithoutValidationIsRefused() {
        TrainingLoop loop = new TrainingLoop(ARCHITECTURE, KernelProvider.select("auto"), options(2, 0, true));

        assertEquals(
                "Early stopping watches the validation loss, but there are no validation images",
                assertThrows(IllegalArgumentException.class, () -> loop.train(IMAGES, null, TrainingListener.NONE))
                        .getMessage());
    }

    @Test
    void negativePatienceIsRefused() {
        assertEquals(
                "patience is -1, expected 0 (run all epochs) or more",
                assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(-1, false))
                        .getMessage());
    }

    private static TrainingResult run(int epochs, EarlyStopping stopping) {
        List<EpochMetrics> seen = new ArrayList<>();
        TrainingResult result = new TrainingLoop(
                        ARCHITECTURE,
                        KernelProvider.select("auto"),
                        options(epochs, stopping.patience(), stopping.restoreBest()))
                .train(IMAGES, MISLABELLED, new TrainingListener() {
                    @Override
                    public void epochEnded(EpochMetrics metrics) {
                        seen.add(metrics);
                    }
                });
        assertEquals(seen, result.history());
        return result;
    }

    private static TrainingOptions options(int epochs, int patience, boolean restoreBest) {
        return TrainingOptions.builder()
                .epochs(epochs)
                .batchSize(8)
                .optimiser(new Adam(0.003))
                .threads(1)
                .seed(7)
                .earlyStopping(new EarlyStopping(patience, restoreBest))
                .build();
    }

    private static int lowest(List<EpochMetrics> history) {
        int lowest = 0;
        for (int i = 1; i < history.size(); i++) {
            if (history.get(i).validationLoss() < history.get(lowest).validationLoss()) {
                lowest = i;
            }
        }
        return lowest + 1;
    }
}
