/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/**
 * A real number in a range; like {@link Setting}, one definition for the constructors, the configuration
 * system and the text form.
 *
 * @param property the name of the {@code @Config} field, which is also its name in messages
 * @param minimum the lower end of the range
 * @param above whether the lower end itself is not permitted
 * @param maximum the upper end of the range, itself permitted
 */
public record RealSetting(String property, double minimum, boolean above, double maximum) {

    /**
     * Refuses a value passed to a constructor.
     *
     * @param value the value
     * @return the same
     * @throws IllegalArgumentException if it is out of range
     */
    public double require(double value) {
        if (!permits(value)) {
            throw new IllegalArgumentException(property + " " + objection(Double.toString(value)));
        }
        return value;
    }

    /**
     * Refuses a value set by the configuration system.
     *
     * @param value the value
     * @throws PropertyException if it is out of range
     */
    public void requireConfigured(double value) {
        if (!permits(value)) {
            throw new PropertyException("", property, objection(Double.toString(value)));
        }
    }

    /**
     * Reads a value from the text form.
     *
     * @param token a word
     * @return the number it is
     * @throws IllegalArgumentException if it is no number, or out of range
     */
    public double parse(String token) {
        if (Decimal.isNumber(token)) {
            double value = Double.parseDouble(token);
            if (permits(value)) {
                return value;
            }
        }
        throw new IllegalArgumentException(property + " " + objection(token));
    }

    private boolean permits(double value) {
        return (above ? value > minimum : value >= minimum) && value <= maximum;
    }

    private String objection(String found) {
        return "must be a number " + (above ? "above " : "from ") + Decimal.text(minimum)
                + (above ? " and up to " : " to ") + Decimal.text(maximum) + ", but is " + found;
    }
}
