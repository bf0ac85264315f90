/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A real number that describes a layer; like {@link Setting}, one definition for the constructors, the configuration
 * system and the text form.
 *
 * @param property the name of the {@code @Config} field, which is also its name in messages
 * @param minimum the lower end of the range
 * @param above whether the lower end itself is not permitted
 * @param maximum the upper end of the range, itself permitted
 */
record RealSetting(String property, double minimum, boolean above, double maximum) {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d{1,3})?");

    /** Whether a word of the text form is meant as a number. */
    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** How the text form writes a number: in full and without trailing zeros. */
    static String text(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Refuses a value passed to a constructor. */
    double require(double value) {
        if (!permits(value)) {
            throw new IllegalArgumentException(property + " " + objection(Double.toString(value)));
        }
        return value;
    }

    /** Refuses a value set by the configuration system. */
    void requireConfigured(double value) {
        if (!permits(value)) {
            throw new PropertyException("", property, objection(Double.toString(value)));
        }
    }

    /** Reads a value from the text form. */
    double parse(String token) {
        if (isNumber(token)) {
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
        return "must be a number " + (above ? "above " : "from ") + text(minimum) + (above ? " and up to " : " to ")
                + text(maximum) + ", but is " + found;
    }
}
