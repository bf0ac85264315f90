/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/** The constants of {@link Kernels#exponential}, which decide its bits. */
final class ExponentialSeries {

    /** Below, results would lose digits to underflow; above, 2ᵏ would be infinite. */
    static final float LEAST = -87f;

    static final float MOST = 88f;

    static final float LOG2_E = 1.442695f;

    /** 1.5·2²³: adding it leaves the nearest whole number in the low bits of the sum. */
    static final float ROUNDER = 12_582_912f;

    /** The bits of 1, to which the exponent k is added. */
    static final int ONE = 0x3f800000;

    /** ln 2 as a float, and what is missing to it. */
    static final float LN2_HIGH = 0.6931472f;

    static final float LN2_LOW = (float) (0.6931471805599453 - 0.6931472f);

    /**
     * {@code eʳ - 1 = r + r²·(1/2 + C3·r + C4·r² + C5·r³ + C6·r⁴)} for r within ±(ln 2)/2, a Chebyshev fit with an error
     * below 1e-8.
     */
    static final float C3 = 0.166665766661f;

    static final float C4 = 0.041666554213f;
    static final float C5 = 0.00836323288368f;
    static final float C6 = 0.00139262508315f;

    private ExponentialSeries() {}
}
