/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was read as what: the confusion matrix and the scores of each class. */
final class ConfusionSection {
    private static final int COMMONEST = 3;
    private static final int LONGEST_LABEL = 12; // characters before a row's label wraps

    private ConfusionSection() {}

    static void write(Html html, TestResult test) {
        html.open("section").element("h2", "Confusion matrix");
        html.element("p", "Rows are what an image is, columns what it was read as.", "class", "muted");
        matrix(html, test);
        html.closeLine("section").open("section").element("h2", "Classes");
        classes(html, test);
        html.closeLine("section");
    }

    private static void matrix(Html html, TestResult test) {
        var confusion = test.confusion();
        int mostConfused = mostConfused(confusion);
        int longest = test.labels().stream().mapToInt(String::length).max().orElse(1);
        String size = "--classes:" + confusion.size() + ";--label:" + Math.min(longest, LONGEST_LABEL);
        html.open("div", "class", "scroll", "tabindex", "0")
                .open("table", "class", "confusion" + (test.labelsAreWords() ? " words" : ""), "style", size);
        html.open("thead").open("tr").open("td").close("td");
        for (String label : test.labels()) {
            html.element("th", label, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").trusted("\n");
        for (int row = 0; row < confusion.size(); row++) {
            html.open("tr").element("th", test.labels().get(row), "scope", "row");
            for (int column = 0; column < confusion.size(); column++) {
                cell(html, confusion, row, column, mostConfused);
            }
            html.closeLine("tr");
        }
        html.close("tbody").close("table").closeLine("div");
    }

    private static int mostConfused(ConfusionMatrix confusion) {
        int most = 0;
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.size(); column++) {
                if (row != column) {
                    most = Math.max(most, confusion.count(row, column));
                }
            }
        }
        return most;
    }

    /** The diagonal is shaded by recall, the rest by its share of the commonest confusion: else one good class hides all. */
    private static void cell(Html html, ConfusionMatrix confusion, int row, int column, int mostConfused) {
        int count = confusion.count(row, column);
        if (count == 0) {
            html.element("td", "0", "class", "zero");
        } else if (row == column) {
            shaded(html, "right", count, (double) count / confusion.imagesOf(row));
        } else {
            shaded(html, "wrong", count, (double) count / mostConfused);
        }
    }

    private static void shaded(Html html, String kind, int count, double shade) {
        html.element(
                "td",
                Integer.toString(count),
                "class",
                kind,
                "style",
                String.format(Locale.ROOT, "--shade:%.3f", shade));
    }

    private static void classes(Html html, TestResult test) {
        html.open("div", "class", "scroll", "tabindex", "0").open("table", "class", "numbers classes");
        html.open("thead").open("tr");
        for (String column : List.of("class", "images", "recall", "precision", "F1", "misread as")) {
            html.element("th", column, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody").trusted("\n");
        var scores = test.perClass();
        for (int i = 0; i < scores.size(); i++) {
            var score = scores.get(i);
            html.open("tr").element("th", score.label(), "scope", "row");
            html.element("td", Numbers.count(score.images())).element("td", Numbers.percent(score.recall()));
            html.element("td", Numbers.percent(score.precision())).element("td", Numbers.percent(score.f1()));
            html.element("td", misreadAs(test, i)).closeLine("tr");
        }
        html.close("tbody").close("table").closeLine("div");
    }

    /** The commonest wrong readings of a class, "9 (12), 7 (3)". */
    private static String misreadAs(TestResult test, int trueClass) {
        var confusion = test.confusion();
        return IntStream.range(0, confusion.size())
                .filter(other -> other != trueClass && confusion.count(trueClass, other) > 0)
                .boxed()
                .sorted(Comparator.comparing((Integer other) -> -confusion.count(trueClass, other)))
                .limit(COMMONEST)
                .map(other -> test.labels().get(other) + " (" + confusion.count(trueClass, other) + ")")
                .collect(Collectors.joining(", "));
    }
}
