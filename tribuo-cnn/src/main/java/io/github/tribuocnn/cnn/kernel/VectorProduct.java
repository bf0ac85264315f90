/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import io.github.tribuocnn.cnn.kernel.Kernels.Strides;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products as blocks of accumulators that stay in registers: 4 rows by 2 vectors where there are so many, so that
 * each term costs 2 vector loads and 4 broadcasts for 8 fused multiply-adds.
 */
final class VectorProduct {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorProduct() {}

    static void multiply(
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
        int blocked = rows & -4;
        int column = 0;
        for (; column + 2 * STEP <= columns; column += 2 * STEP) {
            for (int row = 0; row < blocked; row += 4) {
                fourByTwo(
                        strides,
                        depth,
                        a,
                        aOffset + row * strides.aRow(),
                        b,
                        bOffset + column,
                        start,
                        startOffset + column,
                        out,
                        outOffset + row * strides.outRow() + column);
            }
        }
        for (; column < columns; column += STEP) {
            for (int row = 0; row < blocked; row += 4) {
                fourByOne(
                        strides,
                        depth,
                        a,
                        aOffset + row * strides.aRow(),
                        b,
                        bOffset + column,
                        start,
                        startOffset + column,
                        out,
                        outOffset + row * strides.outRow() + column);
            }
        }
        for (int row = blocked; row < rows; row++) {
            oneRow(
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
                    columns);
        }
    }

    private static void fourByTwo(
            Strides strides,
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] start,
            int startAt,
            float[] out,
            int outAt) {
        int aRow = strides.aRow();
        FloatVector left = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector right = FloatVector.fromArray(FLOATS, start, startAt + STEP);
        FloatVector left0 = left;
        FloatVector left1 = left;
        FloatVector left2 = left;
        FloatVector left3 = left;
        FloatVector right0 = right;
        FloatVector right1 = right;
        FloatVector right2 = right;
        FloatVector right3 = right;
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            FloatVector bLeft = FloatVector.fromArray(FLOATS, b, j);
            FloatVector bRight = FloatVector.fromArray(FLOATS, b, j + STEP);
            FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
            FloatVector a1 = FloatVector.broadcast(FLOATS, a[i + aRow]);
            FloatVector a2 = FloatVector.broadcast(FLOATS, a[i + 2 * aRow]);
            FloatVector a3 = FloatVector.broadcast(FLOATS, a[i + 3 * aRow]);
            left0 = a0.fma(bLeft, left0);
            right0 = a0.fma(bRight, right0);
            left1 = a1.fma(bLeft, left1);
            right1 = a1.fma(bRight, right1);
            left2 = a2.fma(bLeft, left2);
            right2 = a2.fma(bRight, right2);
            left3 = a3.fma(bLeft, left3);
            right3 = a3.fma(bRight, right3);
        }
        int outRow = strides.outRow();
        FLOAT_VECTOR.cast(left0).intoArray(out, outAt);
        FLOAT_VECTOR.cast(right0).intoArray(out, outAt + STEP);
        FLOAT_VECTOR.cast(left1).intoArray(out, outAt + outRow);
        FLOAT_VECTOR.cast(right1).intoArray(out, outAt + outRow + STEP);
        FLOAT_VECTOR.cast(left2).intoArray(out, outAt + 2 * outRow);
        FLOAT_VECTOR.cast(right2).intoArray(out, outAt + 2 * outRow + STEP);
        FLOAT_VECTOR.cast(left3).intoArray(out, outAt + 3 * outRow);
        FLOAT_VECTOR.cast(right3).intoArray(out, outAt + 3 * outRow + STEP);
    }

    private static void fourByOne(
            Strides strides,
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] start,
            int startAt,
            float[] out,
            int outAt) {
        int aRow = strides.aRow();
        FloatVector row0 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector row1 = row0;
        FloatVector row2 = row0;
        FloatVector row3 = row0;
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            FloatVector right = FloatVector.fromArray(FLOATS, b, j);
            row0 = FloatVector.broadcast(FLOATS, a[i]).fma(right, row0);
            row1 = FloatVector.broadcast(FLOATS, a[i + aRow]).fma(right, row1);
            row2 = FloatVector.broadcast(FLOATS, a[i + 2 * aRow]).fma(right, row2);
            row3 = FloatVector.broadcast(FLOATS, a[i + 3 * aRow]).fma(right, row3);
        }
        FLOAT_VECTOR.cast(row0).intoArray(out, outAt);
        FLOAT_VECTOR.cast(row1).intoArray(out, outAt + strides.outRow());
        FLOAT_VECTOR.cast(row2).intoArray(out, outAt + 2 * strides.outRow());
        FLOAT_VECTOR.cast(row3).intoArray(out, outAt + 3 * strides.outRow());
    }

    /**
     * A single row has no reuse to block for; four vectors side by side hide the latency of the chain. The last four end with
     * the row: what they compute a second time, they find the same.
     */
    private static void oneRow(
            Strides strides,
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] start,
            int startAt,
            float[] out,
            int outAt,
            int columns) {
        int last = columns - 4 * STEP;
        if (last >= 0) {
            for (int column = 0; column < last; column += 4 * STEP) {
                oneByFour(strides, depth, a, aAt, b, bAt + column, start, startAt + column, out, outAt + column);
            }
            oneByFour(strides, depth, a, aAt, b, bAt + last, start, startAt + last, out, outAt + last);
            return;
        }
        for (int column = 0; column < columns; column += STEP) {
            FloatVector sum = FloatVector.fromArray(FLOATS, start, startAt + column);
            for (int t = 0, i = aAt, j = bAt + column; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
                sum = FloatVector.broadcast(FLOATS, a[i]).fma(FloatVector.fromArray(FLOATS, b, j), sum);
            }
            FLOAT_VECTOR.cast(sum).intoArray(out, outAt + column);
        }
    }

    private static void oneByFour(
            Strides strides,
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] start,
            int startAt,
            float[] out,
            int outAt) {
        FloatVector out0 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector out1 = FloatVector.fromArray(FLOATS, start, startAt + STEP);
        FloatVector out2 = FloatVector.fromArray(FLOATS, start, startAt + 2 * STEP);
        FloatVector out3 = FloatVector.fromArray(FLOATS, start, startAt + 3 * STEP);
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            FloatVector left = FloatVector.broadcast(FLOATS, a[i]);
            out0 = left.fma(FloatVector.fromArray(FLOATS, b, j), out0);
            out1 = left.fma(FloatVector.fromArray(FLOATS, b, j + STEP), out1);
            out2 = left.fma(FloatVector.fromArray(FLOATS, b, j + 2 * STEP), out2);
            out3 = left.fma(FloatVector.fromArray(FLOATS, b, j + 3 * STEP), out3);
        }
        FLOAT_VECTOR.cast(out0).intoArray(out, outAt);
        FLOAT_VECTOR.cast(out1).intoArray(out, outAt + STEP);
        FLOAT_VECTOR.cast(out2).intoArray(out, outAt + 2 * STEP);
        FLOAT_VECTOR.cast(out3).intoArray(out, outAt + 3 * STEP);
    }
}
