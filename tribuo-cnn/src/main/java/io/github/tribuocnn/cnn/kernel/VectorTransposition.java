/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns matrices in blocks of 16 by 16 between vectors of 512 bits. Four times rows that lie 8, 4, 2 and 1 apart swap the
 * quarters that are on the wrong side of the diagonal of a block of twice that many rows; then the rows are the columns.
 */
final class VectorTransposition {

    /** Rows and columns of a block. */
    static final int BLOCK = 16;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;

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

    /** As {@link Kernels#transpose}, of at least {@value #BLOCK} rows and columns. The last blocks end where the matrix does: what they copy a second time is the same. */
    static void transpose(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns) {
        for (int r = 0; r < rows; r += BLOCK) {
            int row = Math.min(r, rows - BLOCK);
            for (int c = 0; c < columns; c += BLOCK) {
                int column = Math.min(c, columns - BLOCK);
                turn(
                        from,
                        at + row * rowStride + column,
                        rowStride,
                        to,
                        place + column * columnStride + row,
                        columnStride);
            }
        }
    }

    private static void turn(float[] from, int at, int rowStride, float[] to, int place, int columnStride) {
        IntVector row0 = FloatVector.fromArray(FLOATS, from, at).viewAsIntegralLanes();
        IntVector row1 = FloatVector.fromArray(FLOATS, from, at + rowStride).viewAsIntegralLanes();
        IntVector row2 = FloatVector.fromArray(FLOATS, from, at + 2 * rowStride).viewAsIntegralLanes();
        IntVector row3 = FloatVector.fromArray(FLOATS, from, at + 3 * rowStride).viewAsIntegralLanes();
        IntVector row4 = FloatVector.fromArray(FLOATS, from, at + 4 * rowStride).viewAsIntegralLanes();
        IntVector row5 = FloatVector.fromArray(FLOATS, from, at + 5 * rowStride).viewAsIntegralLanes();
        IntVector row6 = FloatVector.fromArray(FLOATS, from, at + 6 * rowStride).viewAsIntegralLanes();
        IntVector row7 = FloatVector.fromArray(FLOATS, from, at + 7 * rowStride).viewAsIntegralLanes();
        IntVector row8 = FloatVector.fromArray(FLOATS, from, at + 8 * rowStride).viewAsIntegralLanes();
        IntVector row9 = FloatVector.fromArray(FLOATS, from, at + 9 * rowStride).viewAsIntegralLanes();
        IntVector row10 =
                FloatVector.fromArray(FLOATS, from, at + 10 * rowStride).viewAsIntegralLanes();
        IntVector row11 =
                FloatVector.fromArray(FLOATS, from, at + 11 * rowStride).viewAsIntegralLanes();
        IntVector row12 =
                FloatVector.fromArray(FLOATS, from, at + 12 * rowStride).viewAsIntegralLanes();
        IntVector row13 =
                FloatVector.fromArray(FLOATS, from, at + 13 * rowStride).viewAsIntegralLanes();
        IntVector row14 =
                FloatVector.fromArray(FLOATS, from, at + 14 * rowStride).viewAsIntegralLanes();
        IntVector row15 =
                FloatVector.fromArray(FLOATS, from, at + 15 * rowStride).viewAsIntegralLanes();
        IntVector eight0 =
                row0.lanewise(XOR, row0.lanewise(XOR, row8.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight8 = row0.rearrange(BY_EIGHT);
        eight8 = eight8.lanewise(XOR, eight8.lanewise(XOR, row8).and(UPPER_EIGHT));
        IntVector eight1 =
                row1.lanewise(XOR, row1.lanewise(XOR, row9.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight9 = row1.rearrange(BY_EIGHT);
        eight9 = eight9.lanewise(XOR, eight9.lanewise(XOR, row9).and(UPPER_EIGHT));
        IntVector eight2 =
                row2.lanewise(XOR, row2.lanewise(XOR, row10.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight10 = row2.rearrange(BY_EIGHT);
        eight10 = eight10.lanewise(XOR, eight10.lanewise(XOR, row10).and(UPPER_EIGHT));
        IntVector eight3 =
                row3.lanewise(XOR, row3.lanewise(XOR, row11.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight11 = row3.rearrange(BY_EIGHT);
        eight11 = eight11.lanewise(XOR, eight11.lanewise(XOR, row11).and(UPPER_EIGHT));
        IntVector eight4 =
                row4.lanewise(XOR, row4.lanewise(XOR, row12.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight12 = row4.rearrange(BY_EIGHT);
        eight12 = eight12.lanewise(XOR, eight12.lanewise(XOR, row12).and(UPPER_EIGHT));
        IntVector eight5 =
                row5.lanewise(XOR, row5.lanewise(XOR, row13.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight13 = row5.rearrange(BY_EIGHT);
        eight13 = eight13.lanewise(XOR, eight13.lanewise(XOR, row13).and(UPPER_EIGHT));
        IntVector eight6 =
                row6.lanewise(XOR, row6.lanewise(XOR, row14.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight14 = row6.rearrange(BY_EIGHT);
        eight14 = eight14.lanewise(XOR, eight14.lanewise(XOR, row14).and(UPPER_EIGHT));
        IntVector eight7 =
                row7.lanewise(XOR, row7.lanewise(XOR, row15.rearrange(BY_EIGHT)).and(UPPER_EIGHT));
        IntVector eight15 = row7.rearrange(BY_EIGHT);
        eight15 = eight15.lanewise(XOR, eight15.lanewise(XOR, row15).and(UPPER_EIGHT));
        IntVector four0 = eight0.lanewise(
                XOR, eight0.lanewise(XOR, eight4.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four4 = eight0.rearrange(BY_FOUR);
        four4 = four4.lanewise(XOR, four4.lanewise(XOR, eight4).and(UPPER_FOUR));
        IntVector four1 = eight1.lanewise(
                XOR, eight1.lanewise(XOR, eight5.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four5 = eight1.rearrange(BY_FOUR);
        four5 = four5.lanewise(XOR, four5.lanewise(XOR, eight5).and(UPPER_FOUR));
        IntVector four2 = eight2.lanewise(
                XOR, eight2.lanewise(XOR, eight6.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four6 = eight2.rearrange(BY_FOUR);
        four6 = four6.lanewise(XOR, four6.lanewise(XOR, eight6).and(UPPER_FOUR));
        IntVector four3 = eight3.lanewise(
                XOR, eight3.lanewise(XOR, eight7.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four7 = eight3.rearrange(BY_FOUR);
        four7 = four7.lanewise(XOR, four7.lanewise(XOR, eight7).and(UPPER_FOUR));
        IntVector four8 = eight8.lanewise(
                XOR, eight8.lanewise(XOR, eight12.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four12 = eight8.rearrange(BY_FOUR);
        four12 = four12.lanewise(XOR, four12.lanewise(XOR, eight12).and(UPPER_FOUR));
        IntVector four9 = eight9.lanewise(
                XOR, eight9.lanewise(XOR, eight13.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four13 = eight9.rearrange(BY_FOUR);
        four13 = four13.lanewise(XOR, four13.lanewise(XOR, eight13).and(UPPER_FOUR));
        IntVector four10 = eight10.lanewise(
                XOR, eight10.lanewise(XOR, eight14.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four14 = eight10.rearrange(BY_FOUR);
        four14 = four14.lanewise(XOR, four14.lanewise(XOR, eight14).and(UPPER_FOUR));
        IntVector four11 = eight11.lanewise(
                XOR, eight11.lanewise(XOR, eight15.rearrange(BY_FOUR)).and(UPPER_FOUR));
        IntVector four15 = eight11.rearrange(BY_FOUR);
        four15 = four15.lanewise(XOR, four15.lanewise(XOR, eight15).and(UPPER_FOUR));
        IntVector two0 =
                four0.lanewise(XOR, four0.lanewise(XOR, four2.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two2 = four0.rearrange(BY_TWO);
        two2 = two2.lanewise(XOR, two2.lanewise(XOR, four2).and(UPPER_TWO));
        IntVector two1 =
                four1.lanewise(XOR, four1.lanewise(XOR, four3.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two3 = four1.rearrange(BY_TWO);
        two3 = two3.lanewise(XOR, two3.lanewise(XOR, four3).and(UPPER_TWO));
        IntVector two4 =
                four4.lanewise(XOR, four4.lanewise(XOR, four6.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two6 = four4.rearrange(BY_TWO);
        two6 = two6.lanewise(XOR, two6.lanewise(XOR, four6).and(UPPER_TWO));
        IntVector two5 =
                four5.lanewise(XOR, four5.lanewise(XOR, four7.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two7 = four5.rearrange(BY_TWO);
        two7 = two7.lanewise(XOR, two7.lanewise(XOR, four7).and(UPPER_TWO));
        IntVector two8 = four8.lanewise(
                XOR, four8.lanewise(XOR, four10.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two10 = four8.rearrange(BY_TWO);
        two10 = two10.lanewise(XOR, two10.lanewise(XOR, four10).and(UPPER_TWO));
        IntVector two9 = four9.lanewise(
                XOR, four9.lanewise(XOR, four11.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two11 = four9.rearrange(BY_TWO);
        two11 = two11.lanewise(XOR, two11.lanewise(XOR, four11).and(UPPER_TWO));
        IntVector two12 = four12.lanewise(
                XOR, four12.lanewise(XOR, four14.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two14 = four12.rearrange(BY_TWO);
        two14 = two14.lanewise(XOR, two14.lanewise(XOR, four14).and(UPPER_TWO));
        IntVector two13 = four13.lanewise(
                XOR, four13.lanewise(XOR, four15.rearrange(BY_TWO)).and(UPPER_TWO));
        IntVector two15 = four13.rearrange(BY_TWO);
        two15 = two15.lanewise(XOR, two15.lanewise(XOR, four15).and(UPPER_TWO));
        IntVector one0 =
                two0.lanewise(XOR, two0.lanewise(XOR, two1.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one1 = two0.rearrange(BY_ONE);
        one1 = one1.lanewise(XOR, one1.lanewise(XOR, two1).and(UPPER_ONE));
        IntVector one2 =
                two2.lanewise(XOR, two2.lanewise(XOR, two3.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one3 = two2.rearrange(BY_ONE);
        one3 = one3.lanewise(XOR, one3.lanewise(XOR, two3).and(UPPER_ONE));
        IntVector one4 =
                two4.lanewise(XOR, two4.lanewise(XOR, two5.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one5 = two4.rearrange(BY_ONE);
        one5 = one5.lanewise(XOR, one5.lanewise(XOR, two5).and(UPPER_ONE));
        IntVector one6 =
                two6.lanewise(XOR, two6.lanewise(XOR, two7.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one7 = two6.rearrange(BY_ONE);
        one7 = one7.lanewise(XOR, one7.lanewise(XOR, two7).and(UPPER_ONE));
        IntVector one8 =
                two8.lanewise(XOR, two8.lanewise(XOR, two9.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one9 = two8.rearrange(BY_ONE);
        one9 = one9.lanewise(XOR, one9.lanewise(XOR, two9).and(UPPER_ONE));
        IntVector one10 =
                two10.lanewise(XOR, two10.lanewise(XOR, two11.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one11 = two10.rearrange(BY_ONE);
        one11 = one11.lanewise(XOR, one11.lanewise(XOR, two11).and(UPPER_ONE));
        IntVector one12 =
                two12.lanewise(XOR, two12.lanewise(XOR, two13.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one13 = two12.rearrange(BY_ONE);
        one13 = one13.lanewise(XOR, one13.lanewise(XOR, two13).and(UPPER_ONE));
        IntVector one14 =
                two14.lanewise(XOR, two14.lanewise(XOR, two15.rearrange(BY_ONE)).and(UPPER_ONE));
        IntVector one15 = two14.rearrange(BY_ONE);
        one15 = one15.lanewise(XOR, one15.lanewise(XOR, two15).and(UPPER_ONE));
        one0.viewAsFloatingLanes().intoArray(to, place);
        one1.viewAsFloatingLanes().intoArray(to, place + columnStride);
        one2.viewAsFloatingLanes().intoArray(to, place + 2 * columnStride);
        one3.viewAsFloatingLanes().intoArray(to, place + 3 * columnStride);
        one4.viewAsFloatingLanes().intoArray(to, place + 4 * columnStride);
        one5.viewAsFloatingLanes().intoArray(to, place + 5 * columnStride);
        one6.viewAsFloatingLanes().intoArray(to, place + 6 * columnStride);
        one7.viewAsFloatingLanes().intoArray(to, place + 7 * columnStride);
        one8.viewAsFloatingLanes().intoArray(to, place + 8 * columnStride);
        one9.viewAsFloatingLanes().intoArray(to, place + 9 * columnStride);
        one10.viewAsFloatingLanes().intoArray(to, place + 10 * columnStride);
        one11.viewAsFloatingLanes().intoArray(to, place + 11 * columnStride);
        one12.viewAsFloatingLanes().intoArray(to, place + 12 * columnStride);
        one13.viewAsFloatingLanes().intoArray(to, place + 13 * columnStride);
        one14.viewAsFloatingLanes().intoArray(to, place + 14 * columnStride);
        one15.viewAsFloatingLanes().intoArray(to, place + 15 * columnStride);
    }
}
