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
 * A row times a matrix. It has no reuse to block for: what counts is that rows of the matrix, which may come from the
 * second-level cache, are read in one go. Eight vectors side by side also hide the latency of the chain. The last four end
 * with the row: what they compute a second time, they find the same.
 */
final class VectorRowProduct {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorRowProduct() {}

    /** One row of {@link Kernels#multiply}. */
    static void multiply(
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
        if (last < 0) {
            for (int column = 0; column < columns; column += STEP) {
                oneByOne(strides, depth, a, aAt, b, bAt + column, start, startAt + column, out, outAt + column);
            }
            return;
        }
        int done = 0;
        for (; done < last; done += 8 * STEP) {
            int next = Math.min(4 * STEP, last - done);
            oneByEight(strides, depth, a, aAt, b, bAt + done, start, startAt + done, out, outAt + done, next);
        }
        if (done < columns) {
            oneByFour(strides, depth, a, aAt, b, bAt + last, start, startAt + last, out, outAt + last);
        }
    }

    private static void oneByOne(
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
        FloatVector sum = FloatVector.fromArray(FLOATS, start, startAt);
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            sum = FloatVector.broadcast(FLOATS, a[i]).fma(FloatVector.fromArray(FLOATS, b, j), sum);
        }
        FLOAT_VECTOR.cast(sum).intoArray(out, outAt);
    }

    /** Four vectors, and four that begin {@code next} floats after them. */
    private static void oneByEight(
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
            int next) {
        FloatVector out0 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector out1 = FloatVector.fromArray(FLOATS, start, startAt + STEP);
        FloatVector out2 = FloatVector.fromArray(FLOATS, start, startAt + 2 * STEP);
        FloatVector out3 = FloatVector.fromArray(FLOATS, start, startAt + 3 * STEP);
        FloatVector out4 = FloatVector.fromArray(FLOATS, start, startAt + next);
        FloatVector out5 = FloatVector.fromArray(FLOATS, start, startAt + next + STEP);
        FloatVector out6 = FloatVector.fromArray(FLOATS, start, startAt + next + 2 * STEP);
        FloatVector out7 = FloatVector.fromArray(FLOATS, start, startAt + next + 3 * STEP);
        for (int t = 0, i = aAt, j = bAt; t < depth; t++, i += strides.aTerm(), j += strides.bTerm()) {
            FloatVector left = FloatVector.broadcast(FLOATS, a[i]);
            int right = j + next;
            out0 = left.fma(FloatVector.fromArray(FLOATS, b, j), out0);
            out1 = left.fma(FloatVector.fromArray(FLOATS, b, j + STEP), out1);
            out2 = left.fma(FloatVector.fromArray(FLOATS, b, j + 2 * STEP), out2);
            out3 = left.fma(FloatVector.fromArray(FLOATS, b, j + 3 * STEP), out3);
            out4 = left.fma(FloatVector.fromArray(FLOATS, b, right), out4);
            out5 = left.fma(FloatVector.fromArray(FLOATS, b, right + STEP), out5);
            out6 = left.fma(FloatVector.fromArray(FLOATS, b, right + 2 * STEP), out6);
            out7 = left.fma(FloatVector.fromArray(FLOATS, b, right + 3 * STEP), out7);
        }
        FLOAT_VECTOR.cast(out0).intoArray(out, outAt);
        FLOAT_VECTOR.cast(out1).intoArray(out, outAt + STEP);
        FLOAT_VECTOR.cast(out2).intoArray(out, outAt + 2 * STEP);
        FLOAT_VECTOR.cast(out3).intoArray(out, outAt + 3 * STEP);
        FLOAT_VECTOR.cast(out4).intoArray(out, outAt + next);
        FLOAT_VECTOR.cast(out5).intoArray(out, outAt + next + STEP);
        FLOAT_VECTOR.cast(out6).intoArray(out, outAt + next + 2 * STEP);
        FLOAT_VECTOR.cast(out7).intoArray(out, outAt + next + 3 * STEP);
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
