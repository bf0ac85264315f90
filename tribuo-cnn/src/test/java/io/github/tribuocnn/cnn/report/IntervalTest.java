/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /** Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3. */
    @Test
    void wilsonEqualsThePublishedExamples() {
        assertRoundsTo(0.2553, 0.3662, Interval.wilson95(81, 263));
        assertRoundsTo(0.0624, 0.1605, Interval.wilson95(15, 148));
        assertRoundsTo(0.0061, 0.1718, Interval.wilson95(1, 29));
        assertRoundsTo(0.0000, 0.1611, Interval.wilson95(0, 20));
    }

    @Test
    void fullMarksReachButDoNotPassOne() {
        var interval = Interval.wilson95(10_000, 10_000);
        assertEquals(1, interval.high());
        assertEquals(1 - 3.8416 / (10_000 + 3.8416), interval.low(), 1e-7);
    }

    @Test
    void countsThatAreNoProportionAreRefused() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Interval.wilson95(3, 2));
        assertEquals(
                "a proportion needs at least 1 trial and 0 to that many successes, found 3 of 2", thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson95(0, 0));
    }

    private static void assertRoundsTo(double low, double high, Interval interval) {
        assertEquals(low, interval.low(), 0.00005);
        assertEquals(high, interval.high(), 0.00005);
    }
}
