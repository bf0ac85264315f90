/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** IEEE 754 numbers of 16 bits, by bit patterns; {@link Float} converts them from Java 20 on only. */
final class HalfFloat {
    /** The largest finite one. */
    static final float MAX = 65504;

    private HalfFloat() {}

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1F;
        int mantissa = half & 0x3FF;
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F800000 | (mantissa << 13));
        }
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (mantissa << 13));
    }

    /** The nearest one, the even one of two; what is too large becomes infinite. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude < 0x38800000) {
            // Below the normal ones they are multiples of 2^-24; rint takes the even one of two.
            return (short) (sign | (int) Math.rint(Math.abs((double) value) * 0x1p24));
        }
        // The carry out of the mantissa goes on into the exponent, and from the largest into infinity.
        int rounded = magnitude + 0xFFF + ((magnitude >> 13) & 1);
        return rounded >= 0x47800000 ? (short) (sign | 0x7C00) : (short) (sign | ((rounded - 0x38000000) >> 13));
    }
}
