/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers in texts. Different numbers have different texts, and each reads as itself again. */
public final class Decimal {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d{1,3})?");
    private static final int PERCENT_DIGITS = 2;

    private Decimal() {}

    /**
     * Whether a word is meant as a number.
     *
     * @param word a word in lower case
     * @return true for example for {@code 0.5}, {@code -3} and {@code 1e-7}
     */
    public static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /**
     * A number in full and without trailing zeros.
     *
     * @param value any number
     * @return for example {@code 0.0000001}
     */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return value == 0 ? "0" : plain(new BigDecimal(Double.toString(value)));
    }

    /**
     * A fraction as a percentage, digit by digit: no rounding.
     *
     * @param fraction a finite number
     * @return for example {@code 15 %} for 0.15
     */
    public static String percent(double fraction) {
        return fraction == 0
                ? "0 %"
                : plain(new BigDecimal(Double.toString(fraction)).movePointRight(PERCENT_DIGITS)) + " %";
    }

    /**
     * An option of a phrase.
     *
     * @param word the word before the number
     * @param value the number
     * @param usual the number that need not be said
     * @return for example {@code " momentum 0.9"}; empty for the usual number
     */
    public static String option(String word, double value, double usual) {
        return value == usual ? "" : " " + word + " " + text(value);
    }

    /** The fraction that a percentage stands for, digit by digit: no rounding but to the nearest double. */
    static double fraction(String percentage) {
        return new BigDecimal(percentage).movePointLeft(PERCENT_DIGITS).doubleValue();
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
