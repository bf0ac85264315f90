/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.List;
import java.util.Objects;

/**
 * A two-column table of the report, such as the configuration, the data set with its hashes, or the files written.
 *
 * @param caption what the table is about
 * @param facts its rows, in the order they are shown
 */
public record FactTable(String caption, List<Fact> facts) {
    /**
     * Copies the rows.
     *
     * @throws NullPointerException if a part is null
     */
    public FactTable {
        Objects.requireNonNull(caption, "caption");
        facts = List.copyOf(facts);
    }
}
