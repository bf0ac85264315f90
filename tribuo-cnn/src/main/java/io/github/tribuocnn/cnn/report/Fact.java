/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.Objects;

/**
 * One row of a two-column table of the report, such as {@code batch size: 32}.
 *
 * @param name what the value is
 * @param value the value as the reader should see it; escaping is the report's job
 */
public record Fact(String name, String value) {
    /**
     * Checks that both parts are there.
     *
     * @throws NullPointerException if either is null
     */
    public Fact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
