/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * Turns matrices by plain loops, down four columns at a time. The lines that are written are so few that they stay in the
 * first cache until they are full, even where a power of 2 as a stride leaves only a few places for them there.
 */
final class LoopTransposition {

    private LoopTransposition() {}

    /** As {@link Kernels#transpose}. */
    static void transpose(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns) {
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            fourColumns(from, at + c, rowStride, to, place + c * columnStride, columnStride, rows);
        }
        for (; c < columns; c++) {
            int write = place + c * columnStride;
            for (int r = 0; r < rows; r++) {
                to[write + r] = from[at + r * rowStride + c];
            }
        }
    }

    private static void fourColumns(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows) {
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
