/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/**
 * A whole number that describes a layer or an image. One definition serves the constructors, the configuration system
 * and the text form, so that all three refuse the same values in the same words.
 *
 * @param property the name of the {@code @Config} field, which is also its name in messages
 * @param maximum the largest permitted value; the smallest is 1
 */
record Setting(String property, int maximum) {

    /** Refuses a value passed to a constructor. */
    int require(int value) {
        if (!permits(value)) {
            throw new IllegalArgumentException(property + " " + objection(Integer.toString(value)));
        }
        return value;
    }

    /** Refuses a value set by the configuration system. */
    void requireConfigured(int value) {
        if (!permits(value)) {
            throw new PropertyException("", property, objection(Integer.toString(value)));
        }
    }

    /** Reads a value from the text form. */
    int parse(String token) {
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
        return Text.format("must be a whole number from 1 to %,d, but is %s", maximum, found);
    }
}
