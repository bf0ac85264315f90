/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The table of a comparison, the fastest first. */
final class ComparisonTable {

    private ComparisonTable() {}

    /**
     * Writes the table.
     *
     * @param outcomes one a contestant
     * @param epochs the epochs each was trained
     */
    static String of(List<Outcome> outcomes, int epochs) {
        Optional<Outcome> fastestPeer =
                outcomes.stream().filter(Outcome::peer).max(Comparator.comparingDouble(Outcome::imagesPerSecond));
        Table table = new Table(
                "trainer",
                "images/s, median (range)",
                "times the fastest peer, median (range)",
                "accuracy after " + epochs + (epochs == 1 ? " epoch" : " epochs"),
                "peak memory",
                "first step after",
                "download");
        outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::imagesPerSecond).reversed())
                .forEach(outcome -> table.add(
                        outcome.name(),
                        String.format(
                                Locale.ROOT,
                                "%,.0f (%,.0f to %,.0f)",
                                outcome.imagesPerSecond(),
                                outcome.rounds().getMin(),
                                outcome.rounds().getMax()),
                        fastestPeer
                                .map(peer -> ratio(outcome.timesAsFastAs(peer)))
                                .orElse("no peer"),
                        String.format(Locale.ROOT, "%.2f %%", 100 * outcome.accuracy()),
                        megabytes(outcome.peakMemory()),
                        String.format(Locale.ROOT, "%.2f s", outcome.secondsToFirstStep()),
                        megabytes(outcome.download())));
        return table.toString();
    }

    private static String ratio(DescriptiveStatistics ratios) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", ratios.getPercentile(50), ratios.getMin(), ratios.getMax());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
    }
}
