/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Locale;

/**
 * A whole number in a range. One definition serves the constructors, the configuration system
 * and the text form, so that all three refuse the same values in the same words.
 *
 * @param property the name of the {@code @Config} field, which is also its name in messages
 * @param maximum the largest permitted value; the smallest is 1
 */
public record Setting(String property, int maximum) {

    /**
     * Refuses a value passed to a constructor.
     *
     * @param value the value
     * @return the same
     * @throws IllegalArgumentException if it is out of range
     */
    public int require(int value) {
        if (!permits(value)) {
            throw new IllegalArgumentException(property + " " + objection(Integer.toString(value)));
        }
        return value;
    }

    /**
     * Refuses a value set by the configuration system.
     *
     * @param value the value
     * @throws PropertyException if it is out of range
     */
    public void requireConfigured(int value) {
        if (!permits(value)) {
            throw new PropertyException("", property, objection(Integer.toString(value)));
        }
    }

    /**
     * Reads a value from the text form.
     *
     * @param token a word
     * @return the number it is
     * @throws IllegalArgumentException if it is no whole number, or out of range
     */
    public int parse(String token) {
        // Ten digits cover every int, and a long holds them all.
        if (token.matches("\\d{1,10}")) {
            long value = Long.parseLong(token);
            if (permits(value)) {
                return (int) value;
            }
        }
        throw new IllegalArgumentException(property + " " + objection(token));
    }

    private boolean permits(long value) {
        return value >= 1 && value <= maximum;
    }

    private String objection(String found) {
        return String.format(Locale.ROOT, "must be a whole number from 1 to %,d, but is %s", maximum, found);
    }
}
