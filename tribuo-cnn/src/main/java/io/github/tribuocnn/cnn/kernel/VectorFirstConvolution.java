/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution by 3x3 kernels, ReLU and 2x2 max-pooling of images of one channel, lanes over filters.
 *
 * <p>All nine weights stay in registers while the windows pass by, and one loop without another inside lets the processor
 * work on the next window while it selects this one's winner. Windows over a blank part of the image need no work at all.
 */
final class VectorFirstConvolution {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorFirstConvolution() {}

    static void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images,
            ActiveWindows active) {
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = n * shape.pooledStride();
            int[] windows = active.find(shape, in, image);
            for (int k = 0; k < shape.filterStride; k += STEP) {
                int outAt = outOffset + at + k;
                int winnersAt = winnersOffset + at + k;
                blank(shape, windows, active.active(), parameters, weights + k, out, outAt, winners, winnersAt);
                nineTaps(
                        shape,
                        windows,
                        active.active(),
                        in,
                        image,
                        parameters,
                        weights + k,
                        out,
                        outAt,
                        winners,
                        winnersAt);
            }
        }
    }

    /** Over a blank part of the image all four outputs are the bias, and the first of them wins if that is above 0. */
    private static void blank(
            ConvolutionShape shape,
            int[] windows,
            int active,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset) {
        int filters = shape.filterStride;
        FloatVector bias = FloatVector.fromArray(FLOATS, parameters, weights + 9 * filters);
        IntVector positive =
                FloatVector.zero(FLOATS).sub(bias).viewAsIntegralLanes().lanewise(ASHR, 31);
        FloatVector value = bias.viewAsIntegralLanes().and(positive).viewAsFloatingLanes();
        IntVector winner = positive.and(1);
        for (int i = active; i < windows.length; i++) {
            value.intoArray(out, outOffset + windows[i] * filters);
            winner.intoArray(winners, winnersOffset + windows[i] * filters);
        }
    }

    private static void nineTaps(
            ConvolutionShape shape,
            int[] windows,
            int active,
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
        for (int i = 0; i < active; i++) {
            int to = windows[i] * filters;
            int row0 = image + pixels[windows[i]];
            FloatVector in00 = FloatVector.broadcast(FLOATS, in[row0]);
            FloatVector in01 = FloatVector.broadcast(FLOATS, in[row0 + right]);
            FloatVector in02 = FloatVector.broadcast(FLOATS, in[row0 + 2 * right]);
            FloatVector in03 = FloatVector.broadcast(FLOATS, in[row0 + 3 * right]);
            int row1 = row0 + down;
            FloatVector in10 = FloatVector.broadcast(FLOATS, in[row1]);
            FloatVector in11 = FloatVector.broadcast(FLOATS, in[row1 + right]);
            FloatVector in12 = FloatVector.broadcast(FLOATS, in[row1 + 2 * right]);
            FloatVector in13 = FloatVector.broadcast(FLOATS, in[row1 + 3 * right]);
            int row2 = row1 + down;
            FloatVector in20 = FloatVector.broadcast(FLOATS, in[row2]);
            FloatVector in21 = FloatVector.broadcast(FLOATS, in[row2 + right]);
            FloatVector in22 = FloatVector.broadcast(FLOATS, in[row2 + 2 * right]);
            FloatVector in23 = FloatVector.broadcast(FLOATS, in[row2 + 3 * right]);
            int row3 = row2 + down;
            FloatVector in30 = FloatVector.broadcast(FLOATS, in[row3]);
            FloatVector in31 = FloatVector.broadcast(FLOATS, in[row3 + right]);
            FloatVector in32 = FloatVector.broadcast(FLOATS, in[row3 + 2 * right]);
            FloatVector in33 = FloatVector.broadcast(FLOATS, in[row3 + 3 * right]);
            FloatVector window00 = in00.fma(weight00, bias);
            FloatVector window01 = in01.fma(weight00, bias);
            FloatVector window10 = in10.fma(weight00, bias);
            FloatVector window11 = in11.fma(weight00, bias);
            window00 = in01.fma(weight01, window00);
            window01 = in02.fma(weight01, window01);
            window10 = in11.fma(weight01, window10);
            window11 = in12.fma(weight01, window11);
            window00 = in02.fma(weight02, window00);
            window01 = in03.fma(weight02, window01);
            window10 = in12.fma(weight02, window10);
            window11 = in13.fma(weight02, window11);
            window00 = in10.fma(weight10, window00);
            window01 = in11.fma(weight10, window01);
            window10 = in20.fma(weight10, window10);
            window11 = in21.fma(weight10, window11);
            window00 = in11.fma(weight11, window00);
            window01 = in12.fma(weight11, window01);
            window10 = in21.fma(weight11, window10);
            window11 = in22.fma(weight11, window11);
            window00 = in12.fma(weight12, window00);
            window01 = in13.fma(weight12, window01);
            window10 = in22.fma(weight12, window10);
            window11 = in23.fma(weight12, window11);
            window00 = in20.fma(weight20, window00);
            window01 = in21.fma(weight20, window01);
            window10 = in30.fma(weight20, window10);
            window11 = in31.fma(weight20, window11);
            window00 = in21.fma(weight21, window00);
            window01 = in22.fma(weight21, window01);
            window10 = in31.fma(weight21, window10);
            window11 = in32.fma(weight21, window11);
            window00 = in22.fma(weight22, window00);
            window01 = in23.fma(weight22, window01);
            window10 = in32.fma(weight22, window10);
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
            windowBest.and(windowPositive).viewAsFloatingLanes().intoArray(out, outOffset + to);
            windowWinner.and(windowPositive).intoArray(winners, winnersOffset + to);
        }
    }
}
