/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns matrices in blocks of 16 by 16 between vectors of 512 bits. Four times rows that lie 8, 4, 2 and 1 apart swap the
 * quarters that are on the wrong side of the diagonal of a block of twice that many rows; then the rows are the columns. Four
 * rows at a time go through two of the four: all sixteen at once are more than C2 of JDK 17 inlines.
 */
final class VectorTransposition {

    /** Rows and columns of a block. */
    static final int BLOCK = 16;

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;

    private static final VectorShuffle<Integer> BY_EIGHT = VectorShuffle.fromOp(INTS, lane -> lane ^ 8);
    private static final VectorShuffle<Integer> BY_FOUR = VectorShuffle.fromOp(INTS, lane -> lane ^ 4);
    private static final VectorShuffle<Integer> BY_TWO = VectorShuffle.fromOp(INTS, lane -> lane ^ 2);
    private static final VectorShuffle<Integer> BY_ONE = VectorShuffle.fromOp(INTS, lane -> lane ^ 1);

    private static final IntVector UPPER_EIGHT = upper(8);
    private static final IntVector UPPER_FOUR = upper(4);
    private static final IntVector UPPER_TWO = upper(2);
    private static final IntVector UPPER_ONE = upper(1);

    private VectorTransposition() {}

    /** All ones in the upper lanes of each group of twice as many. */
    private static IntVector upper(int lanes) {
        int[] bits = new int[BLOCK];
        for (int lane = 0; lane < BLOCK; lane++) {
            bits[lane] = (lane & lanes) == 0 ? 0 : -1;
        }
        return IntVector.fromArray(INTS, bits, 0);
    }

    /**
     * As {@link Kernels#transpose}, of at least {@value #BLOCK} rows and columns. The last blocks end where the matrix does: what
     * they copy a second time is the same.
     */
    static void transpose(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns) {
        for (int r = 0; r < rows; r += BLOCK) {
            int row = Math.min(r, rows - BLOCK);
            for (int c = 0; c < columns; c += BLOCK) {
                int column = Math.min(c, columns - BLOCK);
                int target = place + column * columnStride + row;
                swapFarRows(from, at + row * rowStride + column, rowStride, to, target, columnStride);
                swapNearRows(to, target, columnStride);
            }
        }
    }

    /** Rows 8 apart, then rows 4 apart; the rows stay rows. */
    private static void swapFarRows(float[] from, int at, int rowStride, float[] to, int place, int columnStride) {
        int down = 4 * rowStride;
        int right = 4 * columnStride;
        for (int i = 0; i < 4; i++) {
            int read = at + i * rowStride;
            int write = place + i * columnStride;
            IntVector row0 = FloatVector.fromArray(FLOATS, from, read).viewAsIntegralLanes();
            IntVector row1 = FloatVector.fromArray(FLOATS, from, read + down).viewAsIntegralLanes();
            IntVector row2 =
                    FloatVector.fromArray(FLOATS, from, read + 2 * down).viewAsIntegralLanes();
            IntVector row3 =
                    FloatVector.fromArray(FLOATS, from, read + 3 * down).viewAsIntegralLanes();
            IntVector eight0 = row0.lanewise(
                    XOR, row0.lanewise(XOR, row2.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
            IntVector eight2Swapped = row0.rearrange(BY_EIGHT);
            IntVector eight2 = eight2Swapped.lanewise(
                    XOR, eight2Swapped.lanewise(XOR, row2).and(UPPER_EIGHT));
            IntVector eight1 = row1.lanewise(
                    XOR, row1.lanewise(XOR, row3.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
            IntVector eight3Swapped = row1.rearrange(BY_EIGHT);
            IntVector eight3 = eight3Swapped.lanewise(
                    XOR, eight3Swapped.lanewise(XOR, row3).and(UPPER_EIGHT));
            IntVector four0 = eight0.lanewise(
                    XOR, eight0.lanewise(XOR, eight1.rearrange(BY_FOUR)).and(UPPER_FOUR));
            IntVector four1Swapped = eight0.rearrange(BY_FOUR);
            IntVector four1 = four1Swapped.lanewise(
                    XOR, four1Swapped.lanewise(XOR, eight1).and(UPPER_FOUR));
            IntVector four2 = eight2.lanewise(
                    XOR, eight2.lanewise(XOR, eight3.rearrange(BY_FOUR)).and(UPPER_FOUR));
            IntVector four3Swapped = eight2.rearrange(BY_FOUR);
            IntVector four3 = four3Swapped.lanewise(
                    XOR, four3Swapped.lanewise(XOR, eight3).and(UPPER_FOUR));
            FLOAT_VECTOR.cast(four0.viewAsFloatingLanes()).intoArray(to, write);
            FLOAT_VECTOR.cast(four1.viewAsFloatingLanes()).intoArray(to, write + right);
            FLOAT_VECTOR.cast(four2.viewAsFloatingLanes()).intoArray(to, write + 2 * right);
            FLOAT_VECTOR.cast(four3.viewAsFloatingLanes()).intoArray(to, write + 3 * right);
        }
    }

    /** Rows 2 apart, then rows side by side. */
    private static void swapNearRows(float[] to, int place, int columnStride) {
        for (int i = 0; i < BLOCK; i += 4) {
            int column = place + i * columnStride;
            IntVector row0 = FloatVector.fromArray(FLOATS, to, column).viewAsIntegralLanes();
            IntVector row1 =
                    FloatVector.fromArray(FLOATS, to, column + columnStride).viewAsIntegralLanes();
            IntVector row2 =
                    FloatVector.fromArray(FLOATS, to, column + 2 * columnStride).viewAsIntegralLanes();
            IntVector row3 =
                    FloatVector.fromArray(FLOATS, to, column + 3 * columnStride).viewAsIntegralLanes();
            IntVector two0 = row0.lanewise(
                    XOR, row0.lanewise(XOR, row2.rearrange(BY_TWO)).and(UPPER_TWO));
            IntVector two2Swapped = row0.rearrange(BY_TWO);
            IntVector two2 =
                    two2Swapped.lanewise(XOR, two2Swapped.lanewise(XOR, row2).and(UPPER_TWO));
            IntVector two1 = row1.lanewise(
                    XOR, row1.lanewise(XOR, row3.rearrange(BY_TWO)).and(UPPER_TWO));
            IntVector two3Swapped = row1.rearrange(BY_TWO);
            IntVector two3 =
                    two3Swapped.lanewise(XOR, two3Swapped.lanewise(XOR, row3).and(UPPER_TWO));
            IntVector one0 = two0.lanewise(
                    XOR, two0.lanewise(XOR, two1.rearrange(BY_ONE)).and(UPPER_ONE));
            IntVector one1Swapped = two0.rearrange(BY_ONE);
            IntVector one1 =
                    one1Swapped.lanewise(XOR, one1Swapped.lanewise(XOR, two1).and(UPPER_ONE));
            IntVector one2 = two2.lanewise(
                    XOR, two2.lanewise(XOR, two3.rearrange(BY_ONE)).and(UPPER_ONE));
            IntVector one3Swapped = two2.rearrange(BY_ONE);
            IntVector one3 =
                    one3Swapped.lanewise(XOR, one3Swapped.lanewise(XOR, two3).and(UPPER_ONE));
            FLOAT_VECTOR.cast(one0.viewAsFloatingLanes()).intoArray(to, column);
            FLOAT_VECTOR.cast(one1.viewAsFloatingLanes()).intoArray(to, column + columnStride);
            FLOAT_VECTOR.cast(one2.viewAsFloatingLanes()).intoArray(to, column + 2 * columnStride);
            FLOAT_VECTOR.cast(one3.viewAsFloatingLanes()).intoArray(to, column + 3 * columnStride);
        }
    }
}
