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
    private static final int BAR = 20;

    /** The share of the first epoch before which its speed is that of code not compiled yet, and foretells nothing. */
    private static final double FORESEEABLE = 0.1;

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

    /**
     * The line of an epoch that is under way, for a terminal to draw over:
     *
     * <pre>epoch 3/8  [###########         ]  54 %  loss 0.0412  30,400 images/s  8 s left</pre>
     *
     * The time left is missing at the very beginning of a run.
     *
     * @param epoch the epoch, from 1
     * @param epochs how many there are in all
     * @param images how many images it has learned from
     * @param of how many it will have learned from at its end, at least {@code images}
     * @param loss their mean loss so far, in nats
     * @param imagesPerSecond the speed so far
     * @return the line, of at most 80 characters in common cases, without a line end
     */
    public static String underWay(int epoch, int epochs, int images, int of, double loss, double imagesPerSecond) {
        double share = (double) images / of;
        int filled = (int) (BAR * share);
        String line = format(
                "epoch %" + Integer.toString(epochs).length() + "d/%d  [%s%s] %3d %%  loss %.4f  %s images/s",
                epoch,
                epochs,
                "#".repeat(filled),
                " ".repeat(BAR - filled),
                (int) (100 * share),
                loss,
                Numbers.speed(imagesPerSecond));
        double done = epoch - 1 + share;
        double left = (epochs - done) * of / imagesPerSecond;
        return done < FORESEEABLE ? line : line + "  " + Numbers.wholeSeconds((long) Math.ceil(left)) + " left";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
