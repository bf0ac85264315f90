/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * A confidence interval of a proportion.
 *
 * @param low lower end, 0 to 1
 * @param high upper end, 0 to 1, not below {@code low}
 */
public record Interval(double low, double high) {
    /**
     * Checks the order of the ends.
     *
     * @throws IllegalArgumentException unless {@code 0 <= low <= high <= 1}
     */
    public Interval {
        if (!(0 <= low && low <= high && high <= 1)) {
            throw new IllegalArgumentException(
                    "an interval of a proportion needs 0 <= low <= high <= 1, found " + low + " to " + high);
        }
    }

    /**
     * The 95 % Wilson score interval of a proportion. Unlike the textbook normal approximation it stays inside 0 to 1
     * and keeps its width when the proportion is near 1, where good networks are.
     *
     * @param successes how often it went well, 0 to {@code trials}
     * @param trials how often it was tried, at least 1
     * @return the interval
     * @throws IllegalArgumentException if the counts are out of range
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">E. B. Wilson (1927), Probable inference, the law of
     *     succession, and statistical inference</a>
     */
    public static Interval wilson95(int successes, int trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "a proportion needs at least 1 trial and 0 to that many successes, found " + successes + " of "
                            + trials);
        }
        var interval = new WilsonScoreInterval().createInterval(trials, successes, 0.95);
        // Rounding puts the end at 0 successes a hair below 0, and the one at full marks a hair above 1.
        return new Interval(Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
    }
}
