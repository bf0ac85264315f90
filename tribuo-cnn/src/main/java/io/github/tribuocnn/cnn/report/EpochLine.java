/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.util.Locale;

/**
 * An epoch in one line of the console:
 *
 * <pre>epoch 3/8  loss 0.0412  accuracy 98.71 %  validation loss 0.0391  accuracy 98.80 %  58,300 images/s  4 s left</pre>
 *
 * Without a validation set its part is missing; without a measured time (an epoch recovered from a model's provenance)
 * the speed and the time left are; after the last epoch nothing is left and nothing is said.
 */
public final class EpochLine {
    private EpochLine() {}

    /**
     * The line of an epoch. The time left is that of the remaining epochs at the speed of this one.
     *
     * @param metrics the epoch that ended
     * @param epochs how many there are in all
     * @return the line, without a line end
     * @throws IllegalArgumentException if the epoch is not one of 1 to {@code epochs}
     */
    public static String text(EpochMetrics metrics, int epochs) {
        if (metrics.epoch() < 1 || metrics.epoch() > epochs) {
            throw new IllegalArgumentException("epoch " + metrics.epoch() + " is not one of 1 to " + epochs);
        }
        int width = Integer.toString(epochs).length();
        var line = new StringBuilder(format(
                "epoch %" + width + "d/%d  loss %.4f  accuracy %.2f %%",
                metrics.epoch(),
                epochs,
                metrics.trainLoss(),
                100 * metrics.trainAccuracy()));
        if (metrics.hasValidation()) {
            line.append(format(
                    "  validation loss %.4f  accuracy %.2f %%",
                    metrics.validationLoss(), 100 * metrics.validationAccuracy()));
        }
        if (Double.isFinite(metrics.imagesPerSecond())) {
            line.append("  ").append(Numbers.speed(metrics.imagesPerSecond())).append(" images/s");
        }
        int remaining = epochs - metrics.epoch();
        if (remaining > 0 && Double.isFinite(metrics.seconds())) {
            long left = (long) Math.ceil(remaining * metrics.seconds());
            line.append("  ").append(Numbers.wholeSeconds(left)).append(" left");
        }
        return line.toString();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
