/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-22T00:00:00Z", "2026-11-22T01:00:00+01:00", "2026-11-22T00:00:00.7Z", "1795305600"})
    void aDateAndSecondsSince1970AreTimes(String value) {
        assertEquals(Instant.parse("2026-11-22T00:00:00Z"), OutputTimestamp.parse(value));
    }

    @Test
    void nothingAndASingleCharacterAreNone() {
        assertNull(OutputTimestamp.parse(null));
        assertNull(OutputTimestamp.parse(""));
        assertNull(OutputTimestamp.parse("x"));
        assertNull(OutputTimestamp.parse("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-22", "99999999999999999999"})
    void anythingElseIsRefused(String value) {
        assertEquals(
                "project.build.outputTimestamp is " + value
                        + ", expected a date such as 2026-11-22T00:00:00Z, or seconds since 1970",
                assertThrows(IllegalArgumentException.class, () -> OutputTimestamp.parse(value))
                        .getMessage());
    }
}
