/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import io.github.tribuocnn.cnn.kernel.Kernels.Strides;
import java.util.Arrays;

/**
 * Matrix products for C2's own vectoriser: three rows of the right matrix at a time are copied to arrays of their own, so
 * that all arrays of the inner loop share one index. Rows of sums are worked on as many at a time as fit the first cache. An
 * instance is the working space of one thread.
 */
final class LoopProduct {

    private static final float[] NONE = {};

    /** The floats of the sums at work, 32 KB, or those of {@link #FEWEST_ROWS} if these are more. */
    private static final int SUMS = 1 << 13;

    /** Fewer rows would not make up for copying the rows of the right matrix. */
    private static final int FEWEST_ROWS = 4;

    private float[] right0 = NONE;
    private float[] right1 = NONE;
    private float[] right2 = NONE;
    private float[][] sums = new float[0][0];

    /** As {@link Kernels#multiply}. */
    void multiply(
            Strides strides,
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] start,
            int startOffset,
            float[] out,
            int outOffset,
            int rows,
            int columns) {
        int most = Math.max(FEWEST_ROWS, SUMS / columns);
        for (int row = 0; row < rows; row += most) {
            multiplyRows(
                    strides,
                    depth,
                    a,
                    aOffset + row * strides.aRow(),
                    b,
                    bOffset,
                    start,
                    startOffset,
                    out,
                    outOffset + row * strides.outRow(),
                    Math.min(most, rows - row),
                    columns);
        }
    }

    private void multiplyRows(
            Strides strides,
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] start,
            int startOffset,
            float[] out,
            int outOffset,
            int rows,
            int columns) {
        reserve(rows, columns);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(start, startOffset, sums[row], 0, columns);
        }
        int t = 0;
        for (; t + 3 <= depth; t += 3) {
            int from = bOffset + t * strides.bTerm();
            System.arraycopy(b, from, right0, 0, columns);
            System.arraycopy(b, from + strides.bTerm(), right1, 0, columns);
            System.arraycopy(b, from + 2 * strides.bTerm(), right2, 0, columns);
            for (int row = 0; row < rows; row++) {
                int left = aOffset + row * strides.aRow() + t * strides.aTerm();
                addThree(sums[row], columns, a[left], a[left + strides.aTerm()], a[left + 2 * strides.aTerm()]);
            }
        }
        for (; t < depth; t++) {
            System.arraycopy(b, bOffset + t * strides.bTerm(), right0, 0, columns);
            for (int row = 0; row < rows; row++) {
                addOne(sums[row], columns, a[aOffset + row * strides.aRow() + t * strides.aTerm()]);
            }
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(sums[row], 0, out, outOffset + row * strides.outRow(), columns);
        }
    }

    private void addThree(float[] sum, int columns, float left0, float left1, float left2) {
        float[] x0 = right0;
        float[] x1 = right1;
        float[] x2 = right2;
        for (int i = 0; i < columns; i++) {
            sum[i] = Math.fma(left2, x2[i], Math.fma(left1, x1[i], Math.fma(left0, x0[i], sum[i])));
        }
    }

    private void addOne(float[] sum, int columns, float left) {
        float[] x = right0;
        for (int i = 0; i < columns; i++) {
            sum[i] = Math.fma(left, x[i], sum[i]);
        }
    }

    /** Many rows are narrow and wide ones are few: each is only as long as it has ever been asked to be. */
    private void reserve(int rows, int columns) {
        if (right0.length < columns) {
            right0 = new float[columns];
            right1 = new float[columns];
            right2 = new float[columns];
        }
        if (sums.length < rows) {
            int known = sums.length;
            sums = Arrays.copyOf(sums, rows);
            Arrays.fill(sums, known, rows, NONE);
        }
        for (int row = 0; row < rows; row++) {
            if (sums[row].length < columns) {
                sums[row] = new float[columns];
            }
        }
    }
}
