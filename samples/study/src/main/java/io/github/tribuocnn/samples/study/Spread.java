/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * What repeated measurements say about their mean.
 *
 * @param count how many there are
 * @param mean their mean
 * @param deviation the standard deviation of one of them, estimated from all; NaN for a single one
 * @param least the smallest
 * @param most the largest
 */
record Spread(int count, double mean, double deviation, double least, double most) {

    static Spread of(double... values) {
        DescriptiveStatistics statistics = new DescriptiveStatistics(values);
        return new Spread(
                values.length,
                statistics.getMean(),
                values.length < 2 ? Double.NaN : statistics.getStandardDeviation(),
                statistics.getMin(),
                statistics.getMax());
    }

    /** How far the true mean may be from the measured one: half of Student's 95 % interval. NaN for a single measurement. */
    double margin() {
        if (count < 2) {
            return Double.NaN;
        }
        return new TDistribution(null, count - 1).inverseCumulativeProbability(0.975) * deviation / Math.sqrt(count);
    }
}
