/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;

/** Scores as a table in Markdown; each trainer but the last is compared with the last. */
final class ComparisonTable {
    private static final String HEADER = """
            %,d training images, %,d test images

            | trainer | accuracy | 95 %% interval (Wilson) | trained in | only it is right | only the last is right | p (McNemar, exact) |
            |---|---:|---:|---:|---:|---:|---:|
            """;

    private ComparisonTable() {}

    static String of(List<Score> scores) {
        Score last = scores.get(scores.size() - 1);
        return String.format(Locale.ROOT, HEADER, last.trainExamples(), last.testExamples())
                + scores.stream().map(score -> row(score, last)).collect(Collectors.joining());
    }

    private static String row(Score score, Score last) {
        ConfidenceInterval interval = score.interval();
        return String.format(
                Locale.ROOT,
                "| %s | %.2f %% | %.2f %% to %.2f %% | %.1f s | %s |\n",
                score.name(),
                100 * score.accuracy(),
                100 * interval.getLowerBound(),
                100 * interval.getUpperBound(),
                score.seconds(),
                score == last ? "| |" : against(score, last));
    }

    private static String against(Score score, Score last) {
        double p = score.mcNemar(last);
        return String.format(
                Locale.ROOT,
                "%,d | %,d | %s",
                score.rightWhereWrong(last),
                last.rightWhereWrong(score),
                p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p));
    }
}
