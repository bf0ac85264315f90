/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCsvTest {
    private static final String COLUMNS = "epoch,learning_rate,train_loss,train_accuracy,validation_loss,"
            + "validation_accuracy,seconds,images_per_second\n";

    @Test
    void numbersAreUnroundedAndMissingOnesEmpty() {
        var history = List.of(
                new EpochMetrics(1, 0.001, 0.1234567890123, 0.95, 0.0625, 0.5, 4.25, 58312.5),
                new EpochMetrics(2, 0.0005, 0.1 + 0.2, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertEquals(
                COLUMNS + "1,0.001,0.1234567890123,0.95,0.0625,0.5,4.25,58312.5\n"
                        + "2,5.0E-4,0.30000000000000004,1.0,,,,\n",
                HistoryCsv.text(history));
    }

    @Test
    void noEpochGivesTheColumnNamesAlone() {
        assertEquals(COLUMNS, HistoryCsv.text(List.of()));
    }
}
