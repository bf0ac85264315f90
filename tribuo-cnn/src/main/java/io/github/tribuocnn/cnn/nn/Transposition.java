/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * From a matrix whose rows lie {@code rowStride} apart to one whose columns lie {@code columnStride} apart.
 *
 * <p>It goes down four columns at a time. The lines that are written are so few that they stay in the first cache until
 * they are full, even where a power of 2 as a stride leaves only a few places for them there.
 */
record Transposition(int rowStride, int columnStride) {

    /** {@code to[c][r] = from[r][c]} for as many rows and columns, beginning at {@code at} and at {@code place}. */
    void copy(float[] from, int at, float[] to, int place, int rows, int columns) {
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            copyFour(from, at + c, to, place + c * columnStride, rows);
        }
        for (; c < columns; c++) {
            int write = place + c * columnStride;
            for (int r = 0; r < rows; r++) {
                to[write + r] = from[at + r * rowStride + c];
            }
        }
    }

    /**
     * The way back with a sum of two matrices, the second of which lies {@code apart} from the first:
     * {@code to[r][c] = from[c][r] + from[apart + c][r]}.
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

    private void copyFour(float[] from, int at, float[] to, int place, int rows) {
        int second = place + columnStride;
        int third = second + columnStride;
        int fourth = third + columnStride;
        int read = at;
        for (int r = 0; r < rows; r++) {
            to[place + r] = from[read];
            to[second + r] = from[read + 1];
            to[third + r] = from[read + 2];
            to[fourth + r] = from[read + 3];
            read += rowStride;
        }
    }
}
