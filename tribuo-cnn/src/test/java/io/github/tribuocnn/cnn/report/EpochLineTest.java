/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EpochLineTest {
    private static final double NONE = Double.NaN;

    @Test
    void anEpochIsOneLine() {
        assertEquals(
                "epoch 3/8  loss 0.0412  accuracy 98.71 %  validation loss 0.0391  accuracy 98.80 %"
                        + "  58,300 images/s  4 s left",
                EpochLine.text(new EpochMetrics(3, 0.001, 0.04123, 0.98712, 0.0391, 0.988, 0.79, 58_312), 8));
    }

    @Test
    void withoutValidationItsPartIsMissing() {
        assertEquals(
                "epoch 1/2  loss 0.2500  accuracy 93.00 %  950 images/s  1 min 3 s left",
                EpochLine.text(new EpochMetrics(1, 0.001, 0.25, 0.93, NONE, NONE, 62.4, 950.4), 2));
    }

    @Test
    void withoutTimesSpeedAndRestAreMissing() {
        assertEquals(
                "epoch 1/2  loss 0.2500  accuracy 93.00 %",
                EpochLine.text(new EpochMetrics(1, 0.001, 0.25, 0.93, NONE, NONE, NONE, NONE), 2));
    }

    @Test
    void theLastEpochLeavesNothing() {
        assertEquals(
                "epoch 12/12  loss 0.2500  accuracy 93.00 %  1,230,000 images/s",
                EpochLine.text(new EpochMetrics(12, 0.001, 0.25, 0.93, NONE, NONE, 5, 1_234_567), 12));
    }

    @Test
    void linesOfARunAreAligned() {
        assertEquals(
                "epoch  9/12  loss 0.2500  accuracy 93.00 %  1,000 images/s  3 h 0 min left",
                EpochLine.text(new EpochMetrics(9, 0.001, 0.25, 0.93, NONE, NONE, 3600, 1000), 12));
    }

    @Test
    void aLossThatIsNoNumberIsShownAsSuch() {
        assertEquals(
                "epoch 1/1  loss NaN  accuracy 9.80 %",
                EpochLine.text(new EpochMetrics(1, 0.001, NONE, 0.098, NONE, NONE, NONE, NONE), 1));
    }

    @Test
    void theLocaleOfTheMachineDoesNotMatter() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(
                    "epoch 1/1  loss 0.2500  accuracy 93.00 %  58,300 images/s",
                    EpochLine.text(new EpochMetrics(1, 0.001, 0.25, 0.93, NONE, NONE, 1, 58_300), 1));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anEpochUnderWayHasABarAndTheTimeLeftOfTheWholeRun() {
        assertEquals(
                "epoch  3/10  [##########          ]  54 %  loss 0.0412  30,400 images/s  14 s left",
                EpochLine.underWay(3, 10, 29_200, 54_000, 0.04123, 30_412));
        assertEquals(
                "epoch 1/1  [####################] 100 %  loss NaN  10 images/s  0 s left",
                EpochLine.underWay(1, 1, 64, 64, NONE, 10));
    }

    @Test
    void theTimeLeftIsNotGuessedFromTheFirstSteps() {
        assertEquals(
                "epoch 1/8  [#                   ]   9 %  loss 2.3000  6 images/s",
                EpochLine.underWay(1, 8, 90, 1000, 2.3, 6));
        assertEquals(
                "epoch 1/8  [##                  ]  10 %  loss 2.3000  79 images/s  1 min 40 s left",
                EpochLine.underWay(1, 8, 100, 1000, 2.3, 79));
        assertEquals(
                "epoch 2/8  [                    ]   0 %  loss 2.3000  1,000 images/s  7 s left",
                EpochLine.underWay(2, 8, 1, 1000, 2.3, 1000));
    }

    @Test
    void anEpochOutOfRangeIsRefused() {
        var metrics = new EpochMetrics(9, 0.001, 0.25, 0.93, NONE, NONE, NONE, NONE);
        var thrown = assertThrows(IllegalArgumentException.class, () -> EpochLine.text(metrics, 8));
        assertEquals("epoch 9 is not one of 1 to 8", thrown.getMessage());
    }
}
