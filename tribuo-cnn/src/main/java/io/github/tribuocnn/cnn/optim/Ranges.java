/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Refuses numbers outside their range, naming the property, what was found and what is expected. */
final class Ranges {

    private Ranges() {}

    /** A finite number above 0. */
    static void requirePositive(String property, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, property, value, "a number greater than 0");
    }

    /** A number from 0 to below 1. */
    static void requireDecayRate(String property, double value) {
        require(value >= 0 && value < 1, property, value, "a number from 0 to below 1");
    }

    /** A number above 0 and below 1. */
    static void requireInside(String property, double value) {
        require(value > 0 && value < 1, property, value, "a number above 0 and below 1");
    }

    /** A number above 0 up to 1. */
    static void requireShare(String property, double value) {
        require(value > 0 && value <= 1, property, value, "a number above 0 up to 1");
    }

    private static void require(boolean valid, String property, double value, String expected) {
        if (!valid) {
            throw new PropertyException("", property, property + " is " + value + ", expected " + expected);
        }
    }
}
