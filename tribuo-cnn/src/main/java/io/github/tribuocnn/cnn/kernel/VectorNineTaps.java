/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradient of the nine weights of a 3x3 kernel on one channel, for {@link VectorPooledGradient}: the nine meet the
 * sixteen pixels of a pool window. Their sums stay in registers; each pixel is read once and goes at once to every weight it
 * belongs to, which still meets the outputs of a window in their order.
 */
final class VectorNineTaps {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;
    private static final int STEP = VectorKernels.STEP;

    private VectorNineTaps() {}

    /** For two vectors of filters, which share the pixels. */
    static void twoVectors(
            ConvolutionShape shape,
            int[] windows,
            int active,
            float[] in,
            int first,
            float[] dOut,
            int dOutAt,
            int[] winners,
            int winnersAt,
            float[] dWeights,
            int w) {
        int filters = shape.filterStride;
        int[] pixels = shape.windows;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        FloatVector sum00 = FloatVector.fromArray(FLOATS, dWeights, w);
        FloatVector sum01 = FloatVector.fromArray(FLOATS, dWeights, w + filters);
        FloatVector sum02 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * filters);
        FloatVector sum10 = FloatVector.fromArray(FLOATS, dWeights, w + 3 * filters);
        FloatVector sum11 = FloatVector.fromArray(FLOATS, dWeights, w + 4 * filters);
        FloatVector sum12 = FloatVector.fromArray(FLOATS, dWeights, w + 5 * filters);
        FloatVector sum20 = FloatVector.fromArray(FLOATS, dWeights, w + 6 * filters);
        FloatVector sum21 = FloatVector.fromArray(FLOATS, dWeights, w + 7 * filters);
        FloatVector sum22 = FloatVector.fromArray(FLOATS, dWeights, w + 8 * filters);
        FloatVector nextSum00 = FloatVector.fromArray(FLOATS, dWeights, w + STEP);
        FloatVector nextSum01 = FloatVector.fromArray(FLOATS, dWeights, w + filters + STEP);
        FloatVector nextSum02 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * filters + STEP);
        FloatVector nextSum10 = FloatVector.fromArray(FLOATS, dWeights, w + 3 * filters + STEP);
        FloatVector nextSum11 = FloatVector.fromArray(FLOATS, dWeights, w + 4 * filters + STEP);
        FloatVector nextSum12 = FloatVector.fromArray(FLOATS, dWeights, w + 5 * filters + STEP);
        FloatVector nextSum20 = FloatVector.fromArray(FLOATS, dWeights, w + 6 * filters + STEP);
        FloatVector nextSum21 = FloatVector.fromArray(FLOATS, dWeights, w + 7 * filters + STEP);
        FloatVector nextSum22 = FloatVector.fromArray(FLOATS, dWeights, w + 8 * filters + STEP);
        for (int i = 0; i < active; i++) {
            int at = windows[i] * filters;
            IntVector winner = IntVector.fromArray(INTS, winners, winnersAt + at);
            IntVector gradient =
                    FloatVector.fromArray(FLOATS, dOut, dOutAt + at).viewAsIntegralLanes();
            // bit j of the winner, spread over the lane, lets the gradient through to output j only
            FloatVector d00 =
                    gradient.and(winner.lanewise(LSHL, 31).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d01 =
                    gradient.and(winner.lanewise(LSHL, 30).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d10 =
                    gradient.and(winner.lanewise(LSHL, 29).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d11 =
                    gradient.and(winner.lanewise(LSHL, 28).lanewise(ASHR, 31)).viewAsFloatingLanes();
            IntVector nextWinner = IntVector.fromArray(INTS, winners, winnersAt + at + STEP);
            IntVector nextGradient =
                    FloatVector.fromArray(FLOATS, dOut, dOutAt + at + STEP).viewAsIntegralLanes();
            FloatVector nextD00 = nextGradient
                    .and(nextWinner.lanewise(LSHL, 31).lanewise(ASHR, 31))
                    .viewAsFloatingLanes();
            FloatVector nextD01 = nextGradient
                    .and(nextWinner.lanewise(LSHL, 30).lanewise(ASHR, 31))
                    .viewAsFloatingLanes();
            FloatVector nextD10 = nextGradient
                    .and(nextWinner.lanewise(LSHL, 29).lanewise(ASHR, 31))
                    .viewAsFloatingLanes();
            FloatVector nextD11 = nextGradient
                    .and(nextWinner.lanewise(LSHL, 28).lanewise(ASHR, 31))
                    .viewAsFloatingLanes();
            int row0 = first + pixels[windows[i]];
            FloatVector in00 = FloatVector.broadcast(FLOATS, in[row0]);
            sum00 = in00.fma(d00, sum00);
            nextSum00 = in00.fma(nextD00, nextSum00);
            FloatVector in01 = FloatVector.broadcast(FLOATS, in[row0 + right]);
            sum01 = in01.fma(d00, sum01);
            sum00 = in01.fma(d01, sum00);
            nextSum01 = in01.fma(nextD00, nextSum01);
            nextSum00 = in01.fma(nextD01, nextSum00);
            FloatVector in02 = FloatVector.broadcast(FLOATS, in[row0 + 2 * right]);
            sum02 = in02.fma(d00, sum02);
            sum01 = in02.fma(d01, sum01);
            nextSum02 = in02.fma(nextD00, nextSum02);
            nextSum01 = in02.fma(nextD01, nextSum01);
            FloatVector in03 = FloatVector.broadcast(FLOATS, in[row0 + 3 * right]);
            sum02 = in03.fma(d01, sum02);
            nextSum02 = in03.fma(nextD01, nextSum02);
            int row1 = row0 + down;
            FloatVector in10 = FloatVector.broadcast(FLOATS, in[row1]);
            sum10 = in10.fma(d00, sum10);
            sum00 = in10.fma(d10, sum00);
            nextSum10 = in10.fma(nextD00, nextSum10);
            nextSum00 = in10.fma(nextD10, nextSum00);
            FloatVector in11 = FloatVector.broadcast(FLOATS, in[row1 + right]);
            sum11 = in11.fma(d00, sum11);
            sum10 = in11.fma(d01, sum10);
            sum01 = in11.fma(d10, sum01);
            sum00 = in11.fma(d11, sum00);
            nextSum11 = in11.fma(nextD00, nextSum11);
            nextSum10 = in11.fma(nextD01, nextSum10);
            nextSum01 = in11.fma(nextD10, nextSum01);
            nextSum00 = in11.fma(nextD11, nextSum00);
            FloatVector in12 = FloatVector.broadcast(FLOATS, in[row1 + 2 * right]);
            sum12 = in12.fma(d00, sum12);
            sum11 = in12.fma(d01, sum11);
            sum02 = in12.fma(d10, sum02);
            sum01 = in12.fma(d11, sum01);
            nextSum12 = in12.fma(nextD00, nextSum12);
            nextSum11 = in12.fma(nextD01, nextSum11);
            nextSum02 = in12.fma(nextD10, nextSum02);
            nextSum01 = in12.fma(nextD11, nextSum01);
            FloatVector in13 = FloatVector.broadcast(FLOATS, in[row1 + 3 * right]);
            sum12 = in13.fma(d01, sum12);
            sum02 = in13.fma(d11, sum02);
            nextSum12 = in13.fma(nextD01, nextSum12);
            nextSum02 = in13.fma(nextD11, nextSum02);
            int row2 = row1 + down;
            FloatVector in20 = FloatVector.broadcast(FLOATS, in[row2]);
            sum20 = in20.fma(d00, sum20);
            sum10 = in20.fma(d10, sum10);
            nextSum20 = in20.fma(nextD00, nextSum20);
            nextSum10 = in20.fma(nextD10, nextSum10);
            FloatVector in21 = FloatVector.broadcast(FLOATS, in[row2 + right]);
            sum21 = in21.fma(d00, sum21);
            sum20 = in21.fma(d01, sum20);
            sum11 = in21.fma(d10, sum11);
            sum10 = in21.fma(d11, sum10);
            nextSum21 = in21.fma(nextD00, nextSum21);
            nextSum20 = in21.fma(nextD01, nextSum20);
            nextSum11 = in21.fma(nextD10, nextSum11);
            nextSum10 = in21.fma(nextD11, nextSum10);
            FloatVector in22 = FloatVector.broadcast(FLOATS, in[row2 + 2 * right]);
            sum22 = in22.fma(d00, sum22);
            sum21 = in22.fma(d01, sum21);
            sum12 = in22.fma(d10, sum12);
            sum11 = in22.fma(d11, sum11);
            nextSum22 = in22.fma(nextD00, nextSum22);
            nextSum21 = in22.fma(nextD01, nextSum21);
            nextSum12 = in22.fma(nextD10, nextSum12);
            nextSum11 = in22.fma(nextD11, nextSum11);
            FloatVector in23 = FloatVector.broadcast(FLOATS, in[row2 + 3 * right]);
            sum22 = in23.fma(d01, sum22);
            sum12 = in23.fma(d11, sum12);
            nextSum22 = in23.fma(nextD01, nextSum22);
            nextSum12 = in23.fma(nextD11, nextSum12);
            int row3 = row2 + down;
            FloatVector in30 = FloatVector.broadcast(FLOATS, in[row3]);
            sum20 = in30.fma(d10, sum20);
            nextSum20 = in30.fma(nextD10, nextSum20);
            FloatVector in31 = FloatVector.broadcast(FLOATS, in[row3 + right]);
            sum21 = in31.fma(d10, sum21);
            sum20 = in31.fma(d11, sum20);
            nextSum21 = in31.fma(nextD10, nextSum21);
            nextSum20 = in31.fma(nextD11, nextSum20);
            FloatVector in32 = FloatVector.broadcast(FLOATS, in[row3 + 2 * right]);
            sum22 = in32.fma(d10, sum22);
            sum21 = in32.fma(d11, sum21);
            nextSum22 = in32.fma(nextD10, nextSum22);
            nextSum21 = in32.fma(nextD11, nextSum21);
            FloatVector in33 = FloatVector.broadcast(FLOATS, in[row3 + 3 * right]);
            sum22 = in33.fma(d11, sum22);
            nextSum22 = in33.fma(nextD11, nextSum22);
        }
        FLOAT_VECTOR.cast(sum00).intoArray(dWeights, w);
        FLOAT_VECTOR.cast(sum01).intoArray(dWeights, w + filters);
        FLOAT_VECTOR.cast(sum02).intoArray(dWeights, w + 2 * filters);
        FLOAT_VECTOR.cast(sum10).intoArray(dWeights, w + 3 * filters);
        FLOAT_VECTOR.cast(sum11).intoArray(dWeights, w + 4 * filters);
        FLOAT_VECTOR.cast(sum12).intoArray(dWeights, w + 5 * filters);
        FLOAT_VECTOR.cast(sum20).intoArray(dWeights, w + 6 * filters);
        FLOAT_VECTOR.cast(sum21).intoArray(dWeights, w + 7 * filters);
        FLOAT_VECTOR.cast(sum22).intoArray(dWeights, w + 8 * filters);
        FLOAT_VECTOR.cast(nextSum00).intoArray(dWeights, w + STEP);
        FLOAT_VECTOR.cast(nextSum01).intoArray(dWeights, w + filters + STEP);
        FLOAT_VECTOR.cast(nextSum02).intoArray(dWeights, w + 2 * filters + STEP);
        FLOAT_VECTOR.cast(nextSum10).intoArray(dWeights, w + 3 * filters + STEP);
        FLOAT_VECTOR.cast(nextSum11).intoArray(dWeights, w + 4 * filters + STEP);
        FLOAT_VECTOR.cast(nextSum12).intoArray(dWeights, w + 5 * filters + STEP);
        FLOAT_VECTOR.cast(nextSum20).intoArray(dWeights, w + 6 * filters + STEP);
        FLOAT_VECTOR.cast(nextSum21).intoArray(dWeights, w + 7 * filters + STEP);
        FLOAT_VECTOR.cast(nextSum22).intoArray(dWeights, w + 8 * filters + STEP);
    }

    /** For one vector of filters. */
    static void oneVector(
            ConvolutionShape shape,
            int[] windows,
            int active,
            float[] in,
            int first,
            float[] dOut,
            int dOutAt,
            int[] winners,
            int winnersAt,
            float[] dWeights,
            int w) {
        int filters = shape.filterStride;
        int[] pixels = shape.windows;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        FloatVector sum00 = FloatVector.fromArray(FLOATS, dWeights, w);
        FloatVector sum01 = FloatVector.fromArray(FLOATS, dWeights, w + filters);
        FloatVector sum02 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * filters);
        FloatVector sum10 = FloatVector.fromArray(FLOATS, dWeights, w + 3 * filters);
        FloatVector sum11 = FloatVector.fromArray(FLOATS, dWeights, w + 4 * filters);
        FloatVector sum12 = FloatVector.fromArray(FLOATS, dWeights, w + 5 * filters);
        FloatVector sum20 = FloatVector.fromArray(FLOATS, dWeights, w + 6 * filters);
        FloatVector sum21 = FloatVector.fromArray(FLOATS, dWeights, w + 7 * filters);
        FloatVector sum22 = FloatVector.fromArray(FLOATS, dWeights, w + 8 * filters);
        for (int i = 0; i < active; i++) {
            int at = windows[i] * filters;
            IntVector winner = IntVector.fromArray(INTS, winners, winnersAt + at);
            IntVector gradient =
                    FloatVector.fromArray(FLOATS, dOut, dOutAt + at).viewAsIntegralLanes();
            // bit j of the winner, spread over the lane, lets the gradient through to output j only
            FloatVector d00 =
                    gradient.and(winner.lanewise(LSHL, 31).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d01 =
                    gradient.and(winner.lanewise(LSHL, 30).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d10 =
                    gradient.and(winner.lanewise(LSHL, 29).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d11 =
                    gradient.and(winner.lanewise(LSHL, 28).lanewise(ASHR, 31)).viewAsFloatingLanes();
            int row0 = first + pixels[windows[i]];
            FloatVector in00 = FloatVector.broadcast(FLOATS, in[row0]);
            sum00 = in00.fma(d00, sum00);
            FloatVector in01 = FloatVector.broadcast(FLOATS, in[row0 + right]);
            sum01 = in01.fma(d00, sum01);
            sum00 = in01.fma(d01, sum00);
            FloatVector in02 = FloatVector.broadcast(FLOATS, in[row0 + 2 * right]);
            sum02 = in02.fma(d00, sum02);
            sum01 = in02.fma(d01, sum01);
            FloatVector in03 = FloatVector.broadcast(FLOATS, in[row0 + 3 * right]);
            sum02 = in03.fma(d01, sum02);
            int row1 = row0 + down;
            FloatVector in10 = FloatVector.broadcast(FLOATS, in[row1]);
            sum10 = in10.fma(d00, sum10);
            sum00 = in10.fma(d10, sum00);
            FloatVector in11 = FloatVector.broadcast(FLOATS, in[row1 + right]);
            sum11 = in11.fma(d00, sum11);
            sum10 = in11.fma(d01, sum10);
            sum01 = in11.fma(d10, sum01);
            sum00 = in11.fma(d11, sum00);
            FloatVector in12 = FloatVector.broadcast(FLOATS, in[row1 + 2 * right]);
            sum12 = in12.fma(d00, sum12);
            sum11 = in12.fma(d01, sum11);
            sum02 = in12.fma(d10, sum02);
            sum01 = in12.fma(d11, sum01);
            FloatVector in13 = FloatVector.broadcast(FLOATS, in[row1 + 3 * right]);
            sum12 = in13.fma(d01, sum12);
            sum02 = in13.fma(d11, sum02);
            int row2 = row1 + down;
            FloatVector in20 = FloatVector.broadcast(FLOATS, in[row2]);
            sum20 = in20.fma(d00, sum20);
            sum10 = in20.fma(d10, sum10);
            FloatVector in21 = FloatVector.broadcast(FLOATS, in[row2 + right]);
            sum21 = in21.fma(d00, sum21);
            sum20 = in21.fma(d01, sum20);
            sum11 = in21.fma(d10, sum11);
            sum10 = in21.fma(d11, sum10);
            FloatVector in22 = FloatVector.broadcast(FLOATS, in[row2 + 2 * right]);
            sum22 = in22.fma(d00, sum22);
            sum21 = in22.fma(d01, sum21);
            sum12 = in22.fma(d10, sum12);
            sum11 = in22.fma(d11, sum11);
            FloatVector in23 = FloatVector.broadcast(FLOATS, in[row2 + 3 * right]);
            sum22 = in23.fma(d01, sum22);
            sum12 = in23.fma(d11, sum12);
            int row3 = row2 + down;
            FloatVector in30 = FloatVector.broadcast(FLOATS, in[row3]);
            sum20 = in30.fma(d10, sum20);
            FloatVector in31 = FloatVector.broadcast(FLOATS, in[row3 + right]);
            sum21 = in31.fma(d10, sum21);
            sum20 = in31.fma(d11, sum20);
            FloatVector in32 = FloatVector.broadcast(FLOATS, in[row3 + 2 * right]);
            sum22 = in32.fma(d10, sum22);
            sum21 = in32.fma(d11, sum21);
            FloatVector in33 = FloatVector.broadcast(FLOATS, in[row3 + 3 * right]);
            sum22 = in33.fma(d11, sum22);
        }
        FLOAT_VECTOR.cast(sum00).intoArray(dWeights, w);
        FLOAT_VECTOR.cast(sum01).intoArray(dWeights, w + filters);
        FLOAT_VECTOR.cast(sum02).intoArray(dWeights, w + 2 * filters);
        FLOAT_VECTOR.cast(sum10).intoArray(dWeights, w + 3 * filters);
        FLOAT_VECTOR.cast(sum11).intoArray(dWeights, w + 4 * filters);
        FLOAT_VECTOR.cast(sum12).intoArray(dWeights, w + 5 * filters);
        FLOAT_VECTOR.cast(sum20).intoArray(dWeights, w + 6 * filters);
        FLOAT_VECTOR.cast(sum21).intoArray(dWeights, w + 7 * filters);
        FLOAT_VECTOR.cast(sum22).intoArray(dWeights, w + 8 * filters);
    }
}
