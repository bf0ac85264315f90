/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExponentialTest {

    @Test
    void agreesWithStrictMathFarBeyondFloatPrecision() {
        for (double x = 0; x > -90; x -= 0.001) {
            double expected = StrictMath.exp(x);
            assertEquals(expected, Exponential.exp(x), expected * 2e-13, "exp(" + x + ")");
        }
    }

    @Test
    void endsInZeroAndPassesNaNOn() {
        assertEquals(1.0, Exponential.exp(0));
        assertEquals(0.0, Exponential.exp(-701));
        assertEquals(0.0, Exponential.exp(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(Exponential.exp(Double.NaN)));
    }
}
