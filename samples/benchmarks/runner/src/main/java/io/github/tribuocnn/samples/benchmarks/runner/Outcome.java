/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * What one contestant achieved.
 *
 * @param name what it calls itself
 * @param peer whether it is another library than ours
 * @param rounds images a second in each round that counts, at least one
 * @param accuracy the fraction of the test digits named rightly in the end
 * @param peakMemory bytes
 * @param secondsToFirstStep from the start of the JVM
 * @param download bytes of jars
 */
record Outcome(
        String name,
        boolean peer,
        DescriptiveStatistics rounds,
        double accuracy,
        long peakMemory,
        double secondsToFirstStep,
        long download) {

    /** Images a second in the median round. */
    double imagesPerSecond() {
        return rounds.getPercentile(50);
    }

    /**
     * How many times as fast as another this one was, round by round: what slows the machine down for a minute meets both.
     *
     * @param other a contestant of the same rounds
     */
    DescriptiveStatistics timesAsFastAs(Outcome other) {
        DescriptiveStatistics ratios = new DescriptiveStatistics();
        for (int round = 0; round < rounds.getN(); round++) {
            ratios.addValue(rounds.getElement(round) / other.rounds.getElement(round));
        }
        return ratios;
    }
}
