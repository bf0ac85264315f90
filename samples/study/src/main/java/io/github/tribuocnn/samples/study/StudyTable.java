/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The outcome of a study in Markdown. */
final class StudyTable {
    private static final String HEADER = """
            | recipe | epochs | parameters | seeds | accuracy, mean | standard deviation | worst | best | loss, mean | standard deviation |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private static final String COMPARISON_HEADER = """

            | compared, seed by seed | accuracy, mean difference | p | loss, mean difference | p |
            |---|---:|---:|---:|---:|
            """;

    private StudyTable() {}

    /**
     * The table, and below it each recipe compared with the one before it where both were tried more than once.
     *
     * @param trials the trials of each recipe, the same seeds in the same order for all
     */
    static String of(Map<Subject, List<Trial>> trials) {
        StringBuilder text = new StringBuilder(HEADER);
        trials.forEach((subject, made) -> text.append(row(subject, made)));
        StringBuilder comparisons = new StringBuilder();
        Subject before = null;
        for (Subject subject : trials.keySet()) {
            if (before != null && trials.get(subject).size() > 1) {
                comparisons.append(comparison(subject, trials.get(subject), before, trials.get(before)));
            }
            before = subject;
        }
        return comparisons.isEmpty() ? text.toString() : text + COMPARISON_HEADER + comparisons;
    }

    private static String row(Subject subject, List<Trial> trials) {
        Spread accuracy = Spread.of(values(trials, Trial::accuracy));
        Spread loss = Spread.of(values(trials, Trial::loss));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %d | %s | %s | %.2f %% | %.2f %% | %s | %s |\n",
                subject.name(),
                subject.epochs(),
                subject.parameters(),
                trials.size(),
                number("%.3f", 100 * accuracy.mean(), 100 * accuracy.margin()) + " %",
                deviation("%.3f", 100 * accuracy.deviation(), " %"),
                100 * accuracy.least(),
                100 * accuracy.most(),
                number("%.4f", loss.mean(), loss.margin()),
                deviation("%.4f", loss.deviation(), ""));
    }

    private static String comparison(Subject subject, List<Trial> trials, Subject before, List<Trial> trialsBefore) {
        PairedTest accuracy = PairedTest.of(values(trials, Trial::accuracy), values(trialsBefore, Trial::accuracy));
        PairedTest loss = PairedTest.of(values(trials, Trial::loss), values(trialsBefore, Trial::loss));
        Spread accuracies = accuracy.difference();
        Spread losses = loss.difference();
        return String.format(
                Locale.ROOT,
                "| %s less %s | %s | %s | %s | %s |\n",
                subject.name(),
                before.name(),
                number("%+.3f", 100 * accuracies.mean(), 100 * accuracies.margin()) + " %",
                probability(accuracy.p()),
                number("%+.4f", losses.mean(), losses.margin()),
                probability(loss.p()));
    }

    private static double[] values(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).toArray();
    }

    /** A mean with half its 95 % interval. */
    private static String number(String format, double mean, double margin) {
        String text = String.format(Locale.ROOT, format, mean);
        return Double.isNaN(margin)
                ? text
                : text + " +- " + String.format(Locale.ROOT, format.replace("+", ""), margin);
    }

    private static String deviation(String format, double value, String unit) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value) + unit;
    }

    private static String probability(double p) {
        if (Double.isNaN(p)) {
            return "";
        }
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
