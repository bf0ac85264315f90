/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything {@link HtmlReport} shows.
 *
 * @param title the heading, such as {@code mnist}
 * @param created when the run ended
 * @param warnings what the reader must not miss, such as a fallback to synthetic digits; shown first, mostly empty
 * @param architecture the network
 * @param history the epochs in order; may be empty
 * @param test what the network made of the test set
 * @param mistakes misread images in the order they are to be shown, of which the first
 *     {@value HtmlReport#GALLERY_SIZE} are
 * @param filters the first layer's filters, see {@link LearnedFilter#ofFirstLayer}; may be empty
 * @param tables configuration, data set with hashes, files: shown in this order
 * @param provenance the model's provenance as formatted text
 */
public record ReportData(
        String title,
        Instant created,
        List<String> warnings,
        Architecture architecture,
        List<EpochMetrics> history,
        TestResult test,
        List<MisreadImage> mistakes,
        List<LearnedFilter> filters,
        List<FactTable> tables,
        String provenance) {
    /**
     * Copies the lists.
     *
     * @throws NullPointerException if a part is null
     */
    public ReportData {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(created, "created");
        warnings = List.copyOf(warnings);
        Objects.requireNonNull(architecture, "architecture");
        history = List.copyOf(history);
        Objects.requireNonNull(test, "test");
        mistakes = List.copyOf(mistakes);
        filters = List.copyOf(filters);
        tables = List.copyOf(tables);
        Objects.requireNonNull(provenance, "provenance");
    }
}
