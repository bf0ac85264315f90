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
 * Matrix products as blocks of accumulators that stay in registers: 4 rows by up to 4 vectors of 512 bits, so that each
 * term costs 4 vector loads and 4 broadcasts for 16 fused multiply-adds; or by up to 3 narrower vectors, which with what is
 * multiplied fill 16 registers.
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
        for (int column = 0, width; column < columns; column += width * STEP) {
            width = width((columns - column) / STEP);
            for (int row = 0; row < blocked; row += 4) {
                block(
                        width,
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
            VectorRowProduct.multiply(
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

    /** The vectors of the next block where so many are left, so that no single one remains: of 5, first 3. */
    private static int width(int vectors) {
        if (VectorKernels.WIDE) {
            return vectors == 5 ? 3 : Math.min(vectors, 4);
        }
        return vectors == 4 ? 2 : Math.min(vectors, 3);
    }

    /** Four rows by 1 to 4 vectors. */
    private static void block(
            int width,
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
        switch (width) {
            case 1 -> fourByOne(strides, depth, a, aAt, b, bAt, start, startAt, out, outAt);
            case 2 -> fourByTwo(strides, depth, a, aAt, b, bAt, start, startAt, out, outAt);
            case 3 -> fourByThree(strides, depth, a, aAt, b, bAt, start, startAt, out, outAt);
            default -> fourByFour(strides, depth, a, aAt, b, bAt, start, startAt, out, outAt);
        }
    }

    private static void fourByFour(
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
        FloatVector sum00 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector sum01 = FloatVector.fromArray(FLOATS, start, startAt + STEP);
        FloatVector sum02 = FloatVector.fromArray(FLOATS, start, startAt + 2 * STEP);
        FloatVector sum03 = FloatVector.fromArray(FLOATS, start, startAt + 3 * STEP);
        FloatVector sum10 = sum00;
        FloatVector sum11 = sum01;
        FloatVector sum12 = sum02;
        FloatVector sum13 = sum03;
        FloatVector sum20 = sum00;
        FloatVector sum21 = sum01;
        FloatVector sum22 = sum02;
        FloatVector sum23 = sum03;
        FloatVector sum30 = sum00;
        FloatVector sum31 = sum01;
        FloatVector sum32 = sum02;
        FloatVector sum33 = sum03;
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, j + STEP);
            FloatVector b2 = FloatVector.fromArray(FLOATS, b, j + 2 * STEP);
            FloatVector b3 = FloatVector.fromArray(FLOATS, b, j + 3 * STEP);
            FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
            sum00 = a0.fma(b0, sum00);
            sum01 = a0.fma(b1, sum01);
            sum02 = a0.fma(b2, sum02);
            sum03 = a0.fma(b3, sum03);
            FloatVector a1 = FloatVector.broadcast(FLOATS, a[i + aRow]);
            sum10 = a1.fma(b0, sum10);
            sum11 = a1.fma(b1, sum11);
            sum12 = a1.fma(b2, sum12);
            sum13 = a1.fma(b3, sum13);
            FloatVector a2 = FloatVector.broadcast(FLOATS, a[i + 2 * aRow]);
            sum20 = a2.fma(b0, sum20);
            sum21 = a2.fma(b1, sum21);
            sum22 = a2.fma(b2, sum22);
            sum23 = a2.fma(b3, sum23);
            FloatVector a3 = FloatVector.broadcast(FLOATS, a[i + 3 * aRow]);
            sum30 = a3.fma(b0, sum30);
            sum31 = a3.fma(b1, sum31);
            sum32 = a3.fma(b2, sum32);
            sum33 = a3.fma(b3, sum33);
        }
        int outRow = strides.outRow();
        FLOAT_VECTOR.cast(sum00).intoArray(out, outAt);
        FLOAT_VECTOR.cast(sum01).intoArray(out, outAt + STEP);
        FLOAT_VECTOR.cast(sum02).intoArray(out, outAt + 2 * STEP);
        FLOAT_VECTOR.cast(sum03).intoArray(out, outAt + 3 * STEP);
        FLOAT_VECTOR.cast(sum10).intoArray(out, outAt + outRow);
        FLOAT_VECTOR.cast(sum11).intoArray(out, outAt + outRow + STEP);
        FLOAT_VECTOR.cast(sum12).intoArray(out, outAt + outRow + 2 * STEP);
        FLOAT_VECTOR.cast(sum13).intoArray(out, outAt + outRow + 3 * STEP);
        FLOAT_VECTOR.cast(sum20).intoArray(out, outAt + 2 * outRow);
        FLOAT_VECTOR.cast(sum21).intoArray(out, outAt + 2 * outRow + STEP);
        FLOAT_VECTOR.cast(sum22).intoArray(out, outAt + 2 * outRow + 2 * STEP);
        FLOAT_VECTOR.cast(sum23).intoArray(out, outAt + 2 * outRow + 3 * STEP);
        FLOAT_VECTOR.cast(sum30).intoArray(out, outAt + 3 * outRow);
        FLOAT_VECTOR.cast(sum31).intoArray(out, outAt + 3 * outRow + STEP);
        FLOAT_VECTOR.cast(sum32).intoArray(out, outAt + 3 * outRow + 2 * STEP);
        FLOAT_VECTOR.cast(sum33).intoArray(out, outAt + 3 * outRow + 3 * STEP);
    }

    private static void fourByThree(
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
        FloatVector sum00 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector sum01 = FloatVector.fromArray(FLOATS, start, startAt + STEP);
        FloatVector sum02 = FloatVector.fromArray(FLOATS, start, startAt + 2 * STEP);
        FloatVector sum10 = sum00;
        FloatVector sum11 = sum01;
        FloatVector sum12 = sum02;
        FloatVector sum20 = sum00;
        FloatVector sum21 = sum01;
        FloatVector sum22 = sum02;
        FloatVector sum30 = sum00;
        FloatVector sum31 = sum01;
        FloatVector sum32 = sum02;
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            FloatVector b0 = FloatVector.fromArray(FLOATS, b, j);
            FloatVector b1 = FloatVector.fromArray(FLOATS, b, j + STEP);
            FloatVector b2 = FloatVector.fromArray(FLOATS, b, j + 2 * STEP);
            FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
            sum00 = a0.fma(b0, sum00);
            sum01 = a0.fma(b1, sum01);
            sum02 = a0.fma(b2, sum02);
            FloatVector a1 = FloatVector.broadcast(FLOATS, a[i + aRow]);
            sum10 = a1.fma(b0, sum10);
            sum11 = a1.fma(b1, sum11);
            sum12 = a1.fma(b2, sum12);
            FloatVector a2 = FloatVector.broadcast(FLOATS, a[i + 2 * aRow]);
            sum20 = a2.fma(b0, sum20);
            sum21 = a2.fma(b1, sum21);
            sum22 = a2.fma(b2, sum22);
            FloatVector a3 = FloatVector.broadcast(FLOATS, a[i + 3 * aRow]);
            sum30 = a3.fma(b0, sum30);
            sum31 = a3.fma(b1, sum31);
            sum32 = a3.fma(b2, sum32);
        }
        int outRow = strides.outRow();
        FLOAT_VECTOR.cast(sum00).intoArray(out, outAt);
        FLOAT_VECTOR.cast(sum01).intoArray(out, outAt + STEP);
        FLOAT_VECTOR.cast(sum02).intoArray(out, outAt + 2 * STEP);
        FLOAT_VECTOR.cast(sum10).intoArray(out, outAt + outRow);
        FLOAT_VECTOR.cast(sum11).intoArray(out, outAt + outRow + STEP);
        FLOAT_VECTOR.cast(sum12).intoArray(out, outAt + outRow + 2 * STEP);
        FLOAT_VECTOR.cast(sum20).intoArray(out, outAt + 2 * outRow);
        FLOAT_VECTOR.cast(sum21).intoArray(out, outAt + 2 * outRow + STEP);
        FLOAT_VECTOR.cast(sum22).intoArray(out, outAt + 2 * outRow + 2 * STEP);
        FLOAT_VECTOR.cast(sum30).intoArray(out, outAt + 3 * outRow);
        FLOAT_VECTOR.cast(sum31).intoArray(out, outAt + 3 * outRow + STEP);
        FLOAT_VECTOR.cast(sum32).intoArray(out, outAt + 3 * outRow + 2 * STEP);
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
}
