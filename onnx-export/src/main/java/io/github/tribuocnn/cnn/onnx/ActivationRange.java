/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/**
 * How one activation is stored in a byte: {@code value = (byte - zero) · scale}.
 *
 * @param scale a positive number
 * @param zero the byte that stands for 0
 */
record ActivationRange(float scale, int zero) {
    /** The range from {@code low} to {@code high}, stretched to hold 0, which must be exact: padding is made of it. */
    static ActivationRange of(double low, double high) {
        double from = Math.min(0, low);
        double to = Math.max(0, high);
        float scale = to > from ? (float) ((to - from) / 255) : 1;
        return new ActivationRange(scale, (int) Math.rint(-from / scale));
    }
}
