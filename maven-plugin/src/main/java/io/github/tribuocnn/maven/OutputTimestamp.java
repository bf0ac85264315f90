/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The property that Maven's reproducible builds take their time from. */
final class OutputTimestamp {
    static final String PROPERTY = "project.build.outputTimestamp";

    private OutputTimestamp() {}

    /**
     * The time in a value of the property, in whole seconds: a date with its offset, or seconds since 1970. A value of one
     * character is none: so a module switches off what its parent has set.
     *
     * @return the time, or null if the property sets none
     * @throws IllegalArgumentException if the value is something else
     */
    static @Nullable Instant parse(@Nullable String value) {
        if (value == null || value.length() < 2) {
            return null;
        }
        try {
            return value.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Instant.ofEpochSecond(Long.parseLong(value))
                    : OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    PROPERTY + " is " + value + ", expected a date such as 2026-11-22T00:00:00Z, or seconds since 1970",
                    e);
        }
    }
}
