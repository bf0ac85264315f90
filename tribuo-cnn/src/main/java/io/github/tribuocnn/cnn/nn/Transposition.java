/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/** A matrix whose rows lie {@code rowStride} apart and the same turned, whose columns lie {@code columnStride} apart. */
record Transposition(int rowStride, int columnStride) {

    /**
     * The way back from two turned matrices to their sum, the second of which lies {@code apart} from the first:
     * {@code to[r][c] = from[c][r] + from[apart + c][r]}. Four columns at a time, so that a line that is written is still in the
     * first cache when the next four columns come to it.
     */
    void addBack(float[] from, int at, int apart, float[] to, int place, int rows, int columns) {
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            addFourBack(from, at + c * columnStride, apart, to, place + c, rows);
        }
        for (; c < columns; c++) {
            int read = at + c * columnStride;
            for (int r = 0; r < rows; r++) {
                to[place + r * rowStride + c] = from[read + r] + from[read + apart + r];
            }
        }
    }

    private void addFourBack(float[] from, int at, int apart, float[] to, int place, int rows) {
        int second = at + columnStride;
        int third = second + columnStride;
        int fourth = third + columnStride;
        int write = place;
        for (int r = 0; r < rows; r++) {
            to[write] = from[at + r] + from[at + apart + r];
            to[write + 1] = from[second + r] + from[second + apart + r];
            to[write + 2] = from[third + r] + from[third + apart + r];
            to[write + 3] = from[fourth + r] + from[fourth + apart + r];
            write += rowStride;
        }
    }
}
