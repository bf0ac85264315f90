/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A number within bounds.
 *
 * @param metric its path
 * @param minimum the smallest it may be, or null
 * @param maximum the largest it may be, or null
 * @param origin who asks for it, for the message: a property
 */
public record RangeRule(
        String metric, @Nullable Double minimum, @Nullable Double maximum, String origin) implements Rule {

    /**
     * Checks that there is something to check.
     *
     * @throws IllegalArgumentException if there is no bound, or one that no number can keep
     */
    public RangeRule {
        if (metric.isBlank() || (minimum == null && maximum == null)) {
            throw new IllegalArgumentException(
                    origin + ": a rule needs a metric, such as test.accuracy, and a minimum, a maximum or both");
        }
        if ((minimum != null && Double.isNaN(minimum))
                || (maximum != null && Double.isNaN(maximum))
                || (minimum != null && maximum != null && minimum > maximum)) {
            throw new IllegalArgumentException(
                    origin + ": no " + metric + " is at least " + minimum + " and at most " + maximum);
        }
    }

    @Override
    public Outcome apply(Metrics metrics) {
        String name = metric
                + (minimum == null ? "" : " at least " + number(minimum))
                + (minimum == null || maximum == null ? "" : " and")
                + (maximum == null ? "" : " at most " + number(maximum));
        OptionalDouble found = metrics.number(metric);
        if (found.isEmpty()) {
            return Outcome.failed(name, "there is no number " + metric + " in " + metrics.file() + " (" + origin + ")");
        }
        double value = found.getAsDouble();
        String words = metric.replace('.', ' ') + " " + number(value);
        // Written as negations: a value that is no number must fail.
        if (minimum != null && !(value >= minimum)) {
            return Outcome.failed(name, words + " is below the minimum " + number(minimum) + " (" + origin + ")");
        }
        if (maximum != null && !(value <= maximum)) {
            return Outcome.failed(name, words + " is above the maximum " + number(maximum) + " (" + origin + ")");
        }
        return Outcome.passed(name, words);
    }

    /** Whole numbers without a point; none is rounded. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) >= 2 && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
