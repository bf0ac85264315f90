/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The training history as {@code history.csv}: a line an epoch after one of column names, numbers unrounded, an empty cell
 * for a number there is none of ({@code NaN}), every line ended by a line feed.
 */
public final class HistoryCsv {
    private static final String COLUMNS = "epoch,learning_rate,train_loss,train_accuracy,validation_loss,"
            + "validation_accuracy,seconds,images_per_second\n";

    private HistoryCsv() {}

    /**
     * The whole file.
     *
     * @param history the epochs in order; none gives the line of column names alone
     * @return the text; losses in nats, accuracies 0 to 1
     */
    public static String text(List<EpochMetrics> history) {
        return history.stream().map(HistoryCsv::row).collect(Collectors.joining("", COLUMNS, ""));
    }

    private static String row(EpochMetrics m) {
        return DoubleStream.of(
                        m.learningRate(),
                        m.trainLoss(),
                        m.trainAccuracy(),
                        m.validationLoss(),
                        m.validationAccuracy(),
                        m.seconds(),
                        m.imagesPerSecond())
                .mapToObj(number -> Double.isNaN(number) ? "" : Double.toString(number))
                .collect(Collectors.joining(",", m.epoch() + ",", "\n"));
    }
}
