/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * The exponential function from additions and multiplications only, so that every JVM computes the same bits.
 *
 * <p>{@code eˣ = 2ᵏ·eʳ} with {@code r = x - k·ln 2} in ±(ln 2)/2, and the series of {@code eʳ} to the 11th power: the error
 * is below 1e-13 relative, far under half a unit of a float.
 */
final class Exponential {

    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2 = 0.6931471805599453;

    /** 1/n!, highest power first. */
    private static final double[] SERIES = series(11);

    private Exponential() {}

    private static double[] series(int degree) {
        double[] coefficients = new double[degree + 1];
        double factorial = 1;
        for (int n = 0; n <= degree; n++) {
            factorial *= Math.max(1, n);
            coefficients[degree - n] = 1 / factorial;
        }
        return coefficients;
    }

    /**
     * The exponential of a number that is not above 0.
     * @param x At most 0; NaN gives NaN.
     * @return eˣ, 0 below -700.
     */
    static double exp(double x) {
        if (x < -700) {
            return 0;
        }
        double k = Math.rint(x * LOG2_E);
        double r = Math.fma(-k, LN2, x);
        double sum = 0;
        for (double coefficient : SERIES) {
            sum = Math.fma(sum, r, coefficient);
        }
        return Math.scalb(sum, (int) k);
    }
}
