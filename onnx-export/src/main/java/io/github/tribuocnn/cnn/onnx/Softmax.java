/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** Probabilities from logits. */
final class Softmax {
    private Softmax() {}

    /** Replaces rows of logits by their softmax, each row shifted by its largest value so that nothing overflows. */
    static void inPlace(float[] rows, int length, int columns) {
        for (int row = 0; row < length; row += columns) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int i = row; i < row + columns; i++) {
                largest = Math.max(largest, rows[i]);
            }
            double sum = 0;
            for (int i = row; i < row + columns; i++) {
                sum += Math.exp((double) rows[i] - largest);
            }
            for (int i = row; i < row + columns; i++) {
                rows[i] = (float) (Math.exp((double) rows[i] - largest) / sum);
            }
        }
    }
}
