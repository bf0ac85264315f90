/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.INT_VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pool windows under 3x3 kernels, for {@link VectorFirstConvolution}. All weights of the filters at hand stay in registers
 * while the windows pass by, as far as there are registers. Each pixel of a window is read once and goes at once to every
 * output it belongs to, so that it needs a register for no longer; an output still meets its pixels in the order of the taps.
 * One loop without another inside lets the processor work on the next window while it selects this one's winner.
 */
final class VectorFirstWindows {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorFirstWindows() {}

    /** Two vectors of filters, which share the pixels. */
    static void twoVectors(
            ConvolutionShape shape,
            int[] windows,
            int begin,
            int end,
            float[] in,
            int image,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset) {
        int filters = shape.filterStride;
        int[] pixels = shape.windows;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        FloatVector weight00 = FloatVector.fromArray(FLOATS, parameters, weights);
        FloatVector weight01 = FloatVector.fromArray(FLOATS, parameters, weights + filters);
        FloatVector weight02 = FloatVector.fromArray(FLOATS, parameters, weights + 2 * filters);
        FloatVector weight10 = FloatVector.fromArray(FLOATS, parameters, weights + 3 * filters);
        FloatVector weight11 = FloatVector.fromArray(FLOATS, parameters, weights + 4 * filters);
        FloatVector weight12 = FloatVector.fromArray(FLOATS, parameters, weights + 5 * filters);
        FloatVector weight20 = FloatVector.fromArray(FLOATS, parameters, weights + 6 * filters);
        FloatVector weight21 = FloatVector.fromArray(FLOATS, parameters, weights + 7 * filters);
        FloatVector weight22 = FloatVector.fromArray(FLOATS, parameters, weights + 8 * filters);
        FloatVector bias = FloatVector.fromArray(FLOATS, parameters, weights + 9 * filters);
        FloatVector nextWeight00 = FloatVector.fromArray(FLOATS, parameters, weights + STEP);
        FloatVector nextWeight01 = FloatVector.fromArray(FLOATS, parameters, weights + filters + STEP);
        FloatVector nextWeight02 = FloatVector.fromArray(FLOATS, parameters, weights + 2 * filters + STEP);
        FloatVector nextWeight10 = FloatVector.fromArray(FLOATS, parameters, weights + 3 * filters + STEP);
        FloatVector nextWeight11 = FloatVector.fromArray(FLOATS, parameters, weights + 4 * filters + STEP);
        FloatVector nextWeight12 = FloatVector.fromArray(FLOATS, parameters, weights + 5 * filters + STEP);
        FloatVector nextWeight20 = FloatVector.fromArray(FLOATS, parameters, weights + 6 * filters + STEP);
        FloatVector nextWeight21 = FloatVector.fromArray(FLOATS, parameters, weights + 7 * filters + STEP);
        FloatVector nextWeight22 = FloatVector.fromArray(FLOATS, parameters, weights + 8 * filters + STEP);
        FloatVector nextBias = FloatVector.fromArray(FLOATS, parameters, weights + 9 * filters + STEP);
        for (int i = begin; i < end; i++) {
            int to = windows[i] * filters;
            int row0 = image + pixels[windows[i]];
            FloatVector in00 = FloatVector.broadcast(FLOATS, in[row0]);
            FloatVector window00 = in00.fma(weight00, bias);
            FloatVector nextWindow00 = in00.fma(nextWeight00, nextBias);
            FloatVector in01 = FloatVector.broadcast(FLOATS, in[row0 + right]);
            window00 = in01.fma(weight01, window00);
            FloatVector window01 = in01.fma(weight00, bias);
            nextWindow00 = in01.fma(nextWeight01, nextWindow00);
            FloatVector nextWindow01 = in01.fma(nextWeight00, nextBias);
            FloatVector in02 = FloatVector.broadcast(FLOATS, in[row0 + 2 * right]);
            window00 = in02.fma(weight02, window00);
            window01 = in02.fma(weight01, window01);
            nextWindow00 = in02.fma(nextWeight02, nextWindow00);
            nextWindow01 = in02.fma(nextWeight01, nextWindow01);
            FloatVector in03 = FloatVector.broadcast(FLOATS, in[row0 + 3 * right]);
            window01 = in03.fma(weight02, window01);
            nextWindow01 = in03.fma(nextWeight02, nextWindow01);
            int row1 = row0 + down;
            FloatVector in10 = FloatVector.broadcast(FLOATS, in[row1]);
            window00 = in10.fma(weight10, window00);
            FloatVector window10 = in10.fma(weight00, bias);
            nextWindow00 = in10.fma(nextWeight10, nextWindow00);
            FloatVector nextWindow10 = in10.fma(nextWeight00, nextBias);
            FloatVector in11 = FloatVector.broadcast(FLOATS, in[row1 + right]);
            window00 = in11.fma(weight11, window00);
            window01 = in11.fma(weight10, window01);
            window10 = in11.fma(weight01, window10);
            FloatVector window11 = in11.fma(weight00, bias);
            nextWindow00 = in11.fma(nextWeight11, nextWindow00);
            nextWindow01 = in11.fma(nextWeight10, nextWindow01);
            nextWindow10 = in11.fma(nextWeight01, nextWindow10);
            FloatVector nextWindow11 = in11.fma(nextWeight00, nextBias);
            FloatVector in12 = FloatVector.broadcast(FLOATS, in[row1 + 2 * right]);
            window00 = in12.fma(weight12, window00);
            window01 = in12.fma(weight11, window01);
            window10 = in12.fma(weight02, window10);
            window11 = in12.fma(weight01, window11);
            nextWindow00 = in12.fma(nextWeight12, nextWindow00);
            nextWindow01 = in12.fma(nextWeight11, nextWindow01);
            nextWindow10 = in12.fma(nextWeight02, nextWindow10);
            nextWindow11 = in12.fma(nextWeight01, nextWindow11);
            FloatVector in13 = FloatVector.broadcast(FLOATS, in[row1 + 3 * right]);
            window01 = in13.fma(weight12, window01);
            window11 = in13.fma(weight02, window11);
            nextWindow01 = in13.fma(nextWeight12, nextWindow01);
            nextWindow11 = in13.fma(nextWeight02, nextWindow11);
            int row2 = row1 + down;
            FloatVector in20 = FloatVector.broadcast(FLOATS, in[row2]);
            window00 = in20.fma(weight20, window00);
            window10 = in20.fma(weight10, window10);
            nextWindow00 = in20.fma(nextWeight20, nextWindow00);
            nextWindow10 = in20.fma(nextWeight10, nextWindow10);
            FloatVector in21 = FloatVector.broadcast(FLOATS, in[row2 + right]);
            window00 = in21.fma(weight21, window00);
            window01 = in21.fma(weight20, window01);
            window10 = in21.fma(weight11, window10);
            window11 = in21.fma(weight10, window11);
            nextWindow00 = in21.fma(nextWeight21, nextWindow00);
            nextWindow01 = in21.fma(nextWeight20, nextWindow01);
            nextWindow10 = in21.fma(nextWeight11, nextWindow10);
            nextWindow11 = in21.fma(nextWeight10, nextWindow11);
            FloatVector in22 = FloatVector.broadcast(FLOATS, in[row2 + 2 * right]);
            window00 = in22.fma(weight22, window00);
            window01 = in22.fma(weight21, window01);
            window10 = in22.fma(weight12, window10);
            window11 = in22.fma(weight11, window11);
            nextWindow00 = in22.fma(nextWeight22, nextWindow00);
            nextWindow01 = in22.fma(nextWeight21, nextWindow01);
            nextWindow10 = in22.fma(nextWeight12, nextWindow10);
            nextWindow11 = in22.fma(nextWeight11, nextWindow11);
            FloatVector in23 = FloatVector.broadcast(FLOATS, in[row2 + 3 * right]);
            window01 = in23.fma(weight22, window01);
            window11 = in23.fma(weight12, window11);
            nextWindow01 = in23.fma(nextWeight22, nextWindow01);
            nextWindow11 = in23.fma(nextWeight12, nextWindow11);
            int row3 = row2 + down;
            FloatVector in30 = FloatVector.broadcast(FLOATS, in[row3]);
            window10 = in30.fma(weight20, window10);
            nextWindow10 = in30.fma(nextWeight20, nextWindow10);
            FloatVector in31 = FloatVector.broadcast(FLOATS, in[row3 + right]);
            window10 = in31.fma(weight21, window10);
            window11 = in31.fma(weight20, window11);
            nextWindow10 = in31.fma(nextWeight21, nextWindow10);
            nextWindow11 = in31.fma(nextWeight20, nextWindow11);
            FloatVector in32 = FloatVector.broadcast(FLOATS, in[row3 + 2 * right]);
            window10 = in32.fma(weight22, window10);
            window11 = in32.fma(weight21, window11);
            nextWindow10 = in32.fma(nextWeight22, nextWindow10);
            nextWindow11 = in32.fma(nextWeight21, nextWindow11);
            FloatVector in33 = FloatVector.broadcast(FLOATS, in[row3 + 3 * right]);
            window11 = in33.fma(weight22, window11);
            nextWindow11 = in33.fma(nextWeight22, nextWindow11);
            IntVector windowRight = window00.sub(window01).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector windowBits00 = window00.viewAsIntegralLanes();
            IntVector windowTop = windowBits00.lanewise(
                    XOR,
                    windowBits00.lanewise(XOR, window01.viewAsIntegralLanes()).and(windowRight));
            IntVector windowTopWinner = windowRight.and(3).lanewise(XOR, 1);
            IntVector windowLowRight =
                    window10.sub(window11).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector windowBits10 = window10.viewAsIntegralLanes();
            IntVector windowLow = windowBits10.lanewise(
                    XOR,
                    windowBits10.lanewise(XOR, window11.viewAsIntegralLanes()).and(windowLowRight));
            IntVector windowLowWinner = windowLowRight.and(12).lanewise(XOR, 4);
            IntVector windowDown = windowTop
                    .viewAsFloatingLanes()
                    .sub(windowLow.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            IntVector windowBest =
                    windowTop.lanewise(XOR, windowTop.lanewise(XOR, windowLow).and(windowDown));
            IntVector windowWinner = windowTopWinner.lanewise(
                    XOR, windowTopWinner.lanewise(XOR, windowLowWinner).and(windowDown));
            IntVector windowPositive = FloatVector.zero(FLOATS)
                    .sub(windowBest.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            FLOAT_VECTOR
                    .cast(windowBest.and(windowPositive).viewAsFloatingLanes())
                    .intoArray(out, outOffset + to);
            INT_VECTOR.cast(windowWinner.and(windowPositive)).intoArray(winners, winnersOffset + to);
            IntVector nextWindowRight =
                    nextWindow00.sub(nextWindow01).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector nextWindowBits00 = nextWindow00.viewAsIntegralLanes();
            IntVector nextWindowTop = nextWindowBits00.lanewise(
                    XOR,
                    nextWindowBits00
                            .lanewise(XOR, nextWindow01.viewAsIntegralLanes())
                            .and(nextWindowRight));
            IntVector nextWindowTopWinner = nextWindowRight.and(3).lanewise(XOR, 1);
            IntVector nextWindowLowRight =
                    nextWindow10.sub(nextWindow11).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector nextWindowBits10 = nextWindow10.viewAsIntegralLanes();
            IntVector nextWindowLow = nextWindowBits10.lanewise(
                    XOR,
                    nextWindowBits10
                            .lanewise(XOR, nextWindow11.viewAsIntegralLanes())
                            .and(nextWindowLowRight));
            IntVector nextWindowLowWinner = nextWindowLowRight.and(12).lanewise(XOR, 4);
            IntVector nextWindowDown = nextWindowTop
                    .viewAsFloatingLanes()
                    .sub(nextWindowLow.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            IntVector nextWindowBest = nextWindowTop.lanewise(
                    XOR, nextWindowTop.lanewise(XOR, nextWindowLow).and(nextWindowDown));
            IntVector nextWindowWinner = nextWindowTopWinner.lanewise(
                    XOR, nextWindowTopWinner.lanewise(XOR, nextWindowLowWinner).and(nextWindowDown));
            IntVector nextWindowPositive = FloatVector.zero(FLOATS)
                    .sub(nextWindowBest.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            FLOAT_VECTOR
                    .cast(nextWindowBest.and(nextWindowPositive).viewAsFloatingLanes())
                    .intoArray(out, outOffset + to + STEP);
            INT_VECTOR.cast(nextWindowWinner.and(nextWindowPositive)).intoArray(winners, winnersOffset + to + STEP);
        }
    }

    /** One vector of filters. */
    static void oneVector(
            ConvolutionShape shape,
            int[] windows,
            int begin,
            int end,
            float[] in,
            int image,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset) {
        int filters = shape.filterStride;
        int[] pixels = shape.windows;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        FloatVector weight00 = FloatVector.fromArray(FLOATS, parameters, weights);
        FloatVector weight01 = FloatVector.fromArray(FLOATS, parameters, weights + filters);
        FloatVector weight02 = FloatVector.fromArray(FLOATS, parameters, weights + 2 * filters);
        FloatVector weight10 = FloatVector.fromArray(FLOATS, parameters, weights + 3 * filters);
        FloatVector weight11 = FloatVector.fromArray(FLOATS, parameters, weights + 4 * filters);
        FloatVector weight12 = FloatVector.fromArray(FLOATS, parameters, weights + 5 * filters);
        FloatVector weight20 = FloatVector.fromArray(FLOATS, parameters, weights + 6 * filters);
        FloatVector weight21 = FloatVector.fromArray(FLOATS, parameters, weights + 7 * filters);
        FloatVector weight22 = FloatVector.fromArray(FLOATS, parameters, weights + 8 * filters);
        FloatVector bias = FloatVector.fromArray(FLOATS, parameters, weights + 9 * filters);
        for (int i = begin; i < end; i++) {
            int to = windows[i] * filters;
            int row0 = image + pixels[windows[i]];
            FloatVector in00 = FloatVector.broadcast(FLOATS, in[row0]);
            FloatVector window00 = in00.fma(weight00, bias);
            FloatVector in01 = FloatVector.broadcast(FLOATS, in[row0 + right]);
            window00 = in01.fma(weight01, window00);
            FloatVector window01 = in01.fma(weight00, bias);
            FloatVector in02 = FloatVector.broadcast(FLOATS, in[row0 + 2 * right]);
            window00 = in02.fma(weight02, window00);
            window01 = in02.fma(weight01, window01);
            FloatVector in03 = FloatVector.broadcast(FLOATS, in[row0 + 3 * right]);
            window01 = in03.fma(weight02, window01);
            int row1 = row0 + down;
            FloatVector in10 = FloatVector.broadcast(FLOATS, in[row1]);
            window00 = in10.fma(weight10, window00);
            FloatVector window10 = in10.fma(weight00, bias);
            FloatVector in11 = FloatVector.broadcast(FLOATS, in[row1 + right]);
            window00 = in11.fma(weight11, window00);
            window01 = in11.fma(weight10, window01);
            window10 = in11.fma(weight01, window10);
            FloatVector window11 = in11.fma(weight00, bias);
            FloatVector in12 = FloatVector.broadcast(FLOATS, in[row1 + 2 * right]);
            window00 = in12.fma(weight12, window00);
            window01 = in12.fma(weight11, window01);
            window10 = in12.fma(weight02, window10);
            window11 = in12.fma(weight01, window11);
            FloatVector in13 = FloatVector.broadcast(FLOATS, in[row1 + 3 * right]);
            window01 = in13.fma(weight12, window01);
            window11 = in13.fma(weight02, window11);
            int row2 = row1 + down;
            FloatVector in20 = FloatVector.broadcast(FLOATS, in[row2]);
            window00 = in20.fma(weight20, window00);
            window10 = in20.fma(weight10, window10);
            FloatVector in21 = FloatVector.broadcast(FLOATS, in[row2 + right]);
            window00 = in21.fma(weight21, window00);
            window01 = in21.fma(weight20, window01);
            window10 = in21.fma(weight11, window10);
            window11 = in21.fma(weight10, window11);
            FloatVector in22 = FloatVector.broadcast(FLOATS, in[row2 + 2 * right]);
            window00 = in22.fma(weight22, window00);
            window01 = in22.fma(weight21, window01);
            window10 = in22.fma(weight12, window10);
            window11 = in22.fma(weight11, window11);
            FloatVector in23 = FloatVector.broadcast(FLOATS, in[row2 + 3 * right]);
            window01 = in23.fma(weight22, window01);
            window11 = in23.fma(weight12, window11);
            int row3 = row2 + down;
            FloatVector in30 = FloatVector.broadcast(FLOATS, in[row3]);
            window10 = in30.fma(weight20, window10);
            FloatVector in31 = FloatVector.broadcast(FLOATS, in[row3 + right]);
            window10 = in31.fma(weight21, window10);
            window11 = in31.fma(weight20, window11);
            FloatVector in32 = FloatVector.broadcast(FLOATS, in[row3 + 2 * right]);
            window10 = in32.fma(weight22, window10);
            window11 = in32.fma(weight21, window11);
            FloatVector in33 = FloatVector.broadcast(FLOATS, in[row3 + 3 * right]);
            window11 = in33.fma(weight22, window11);
            IntVector windowRight = window00.sub(window01).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector windowBits00 = window00.viewAsIntegralLanes();
            IntVector windowTop = windowBits00.lanewise(
                    XOR,
                    windowBits00.lanewise(XOR, window01.viewAsIntegralLanes()).and(windowRight));
            IntVector windowTopWinner = windowRight.and(3).lanewise(XOR, 1);
            IntVector windowLowRight =
                    window10.sub(window11).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector windowBits10 = window10.viewAsIntegralLanes();
            IntVector windowLow = windowBits10.lanewise(
                    XOR,
                    windowBits10.lanewise(XOR, window11.viewAsIntegralLanes()).and(windowLowRight));
            IntVector windowLowWinner = windowLowRight.and(12).lanewise(XOR, 4);
            IntVector windowDown = windowTop
                    .viewAsFloatingLanes()
                    .sub(windowLow.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            IntVector windowBest =
                    windowTop.lanewise(XOR, windowTop.lanewise(XOR, windowLow).and(windowDown));
            IntVector windowWinner = windowTopWinner.lanewise(
                    XOR, windowTopWinner.lanewise(XOR, windowLowWinner).and(windowDown));
            IntVector windowPositive = FloatVector.zero(FLOATS)
                    .sub(windowBest.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            FLOAT_VECTOR
                    .cast(windowBest.and(windowPositive).viewAsFloatingLanes())
                    .intoArray(out, outOffset + to);
            INT_VECTOR.cast(windowWinner.and(windowPositive)).intoArray(winners, winnersOffset + to);
        }
    }
}
