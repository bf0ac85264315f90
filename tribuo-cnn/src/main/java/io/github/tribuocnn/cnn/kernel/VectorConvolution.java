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
 * Convolution forward, lanes over filters. Eight outputs at a time share each vector of weights: eight pixels in a row
 * without pooling, the four outputs of two pool windows with it.
 */
final class VectorConvolution {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorConvolution() {}

    static void convolve(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int last = positions.length - 1;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = outOffset + n * shape.outStride();
            for (int p = 0; p <= last; p += 8) {
                for (int k = 0; k < filters; k += STEP) {
                    eightPositions(shape, in, image, parameters, weights + k, out, at + k, p, last);
                }
            }
        }
    }

    /** Outputs {@code p} to {@code p + 7}; beyond the last one, the last one again. */
    private static void eightPositions(
            ConvolutionShape shape,
            float[] in,
            int image,
            float[] parameters,
            int weights,
            float[] out,
            int at,
            int p,
            int last) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int[] taps = shape.taps;
        int p0 = p;
        int p1 = Math.min(p + 1, last);
        int p2 = Math.min(p + 2, last);
        int p3 = Math.min(p + 3, last);
        int p4 = Math.min(p + 4, last);
        int p5 = Math.min(p + 5, last);
        int p6 = Math.min(p + 6, last);
        int p7 = Math.min(p + 7, last);
        int in0 = image + positions[p0];
        int in1 = image + positions[p1];
        int in2 = image + positions[p2];
        int in3 = image + positions[p3];
        int in4 = image + positions[p4];
        int in5 = image + positions[p5];
        int in6 = image + positions[p6];
        int in7 = image + positions[p7];
        FloatVector out0 = FloatVector.fromArray(FLOATS, parameters, weights + taps.length * filters);
        FloatVector out1 = out0;
        FloatVector out2 = out0;
        FloatVector out3 = out0;
        FloatVector out4 = out0;
        FloatVector out5 = out0;
        FloatVector out6 = out0;
        FloatVector out7 = out0;
        for (int t = 0, w = weights; t < taps.length; t++, w += filters) {
            FloatVector weight = FloatVector.fromArray(FLOATS, parameters, w);
            int tap = taps[t];
            out0 = FloatVector.broadcast(FLOATS, in[in0 + tap]).fma(weight, out0);
            out1 = FloatVector.broadcast(FLOATS, in[in1 + tap]).fma(weight, out1);
            out2 = FloatVector.broadcast(FLOATS, in[in2 + tap]).fma(weight, out2);
            out3 = FloatVector.broadcast(FLOATS, in[in3 + tap]).fma(weight, out3);
            out4 = FloatVector.broadcast(FLOATS, in[in4 + tap]).fma(weight, out4);
            out5 = FloatVector.broadcast(FLOATS, in[in5 + tap]).fma(weight, out5);
            out6 = FloatVector.broadcast(FLOATS, in[in6 + tap]).fma(weight, out6);
            out7 = FloatVector.broadcast(FLOATS, in[in7 + tap]).fma(weight, out7);
        }
        out0.intoArray(out, at + p0 * filters);
        out1.intoArray(out, at + p1 * filters);
        out2.intoArray(out, at + p2 * filters);
        out3.intoArray(out, at + p3 * filters);
        out4.intoArray(out, at + p4 * filters);
        out5.intoArray(out, at + p5 * filters);
        out6.intoArray(out, at + p6 * filters);
        out7.intoArray(out, at + p7 * filters);
    }

    /** Kernels three columns wide: the four pixels that a row of a window meets serve both its outputs and all columns. */
    static void convolvePooledByRows(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        int filters = shape.filterStride;
        int biases = weights + shape.taps.length * filters;
        int[] windows = shape.windows;
        int total = images * windows.length;
        int[] rows = shape.rows;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        for (int window = 0; window < total; window += 2) {
            // an odd last window is computed twice, side by side with itself
            int other = Math.min(window + 1, total - 1);
            int first = inOffset + window / windows.length * shape.imageStride() + windows[window % windows.length];
            int second = inOffset + other / windows.length * shape.imageStride() + windows[other % windows.length];
            int firstAt = window * filters;
            int secondAt = other * filters;
            for (int k = 0; k < filters; k += STEP) {
                FloatVector first00 = FloatVector.fromArray(FLOATS, parameters, biases + k);
                FloatVector first01 = first00;
                FloatVector first10 = first00;
                FloatVector first11 = first00;
                FloatVector second00 = first00;
                FloatVector second01 = first00;
                FloatVector second10 = first00;
                FloatVector second11 = first00;
                for (int row = 0, w = weights + k; row < rows.length; row++, w += 3 * filters) {
                    FloatVector weight0 = FloatVector.fromArray(FLOATS, parameters, w);
                    FloatVector weight1 = FloatVector.fromArray(FLOATS, parameters, w + filters);
                    FloatVector weight2 = FloatVector.fromArray(FLOATS, parameters, w + 2 * filters);
                    int firstRow0 = first + rows[row];
                    FloatVector firstIn00 = FloatVector.broadcast(FLOATS, in[firstRow0]);
                    FloatVector firstIn01 = FloatVector.broadcast(FLOATS, in[firstRow0 + right]);
                    FloatVector firstIn02 = FloatVector.broadcast(FLOATS, in[firstRow0 + 2 * right]);
                    FloatVector firstIn03 = FloatVector.broadcast(FLOATS, in[firstRow0 + 3 * right]);
                    int firstRow1 = first + rows[row] + down;
                    FloatVector firstIn10 = FloatVector.broadcast(FLOATS, in[firstRow1]);
                    FloatVector firstIn11 = FloatVector.broadcast(FLOATS, in[firstRow1 + right]);
                    FloatVector firstIn12 = FloatVector.broadcast(FLOATS, in[firstRow1 + 2 * right]);
                    FloatVector firstIn13 = FloatVector.broadcast(FLOATS, in[firstRow1 + 3 * right]);
                    int secondRow0 = second + rows[row];
                    FloatVector secondIn00 = FloatVector.broadcast(FLOATS, in[secondRow0]);
                    FloatVector secondIn01 = FloatVector.broadcast(FLOATS, in[secondRow0 + right]);
                    FloatVector secondIn02 = FloatVector.broadcast(FLOATS, in[secondRow0 + 2 * right]);
                    FloatVector secondIn03 = FloatVector.broadcast(FLOATS, in[secondRow0 + 3 * right]);
                    int secondRow1 = second + rows[row] + down;
                    FloatVector secondIn10 = FloatVector.broadcast(FLOATS, in[secondRow1]);
                    FloatVector secondIn11 = FloatVector.broadcast(FLOATS, in[secondRow1 + right]);
                    FloatVector secondIn12 = FloatVector.broadcast(FLOATS, in[secondRow1 + 2 * right]);
                    FloatVector secondIn13 = FloatVector.broadcast(FLOATS, in[secondRow1 + 3 * right]);
                    first00 = firstIn00.fma(weight0, first00);
                    first01 = firstIn01.fma(weight0, first01);
                    first10 = firstIn10.fma(weight0, first10);
                    first11 = firstIn11.fma(weight0, first11);
                    second00 = secondIn00.fma(weight0, second00);
                    second01 = secondIn01.fma(weight0, second01);
                    second10 = secondIn10.fma(weight0, second10);
                    second11 = secondIn11.fma(weight0, second11);
                    first00 = firstIn01.fma(weight1, first00);
                    first01 = firstIn02.fma(weight1, first01);
                    first10 = firstIn11.fma(weight1, first10);
                    first11 = firstIn12.fma(weight1, first11);
                    second00 = secondIn01.fma(weight1, second00);
                    second01 = secondIn02.fma(weight1, second01);
                    second10 = secondIn11.fma(weight1, second10);
                    second11 = secondIn12.fma(weight1, second11);
                    first00 = firstIn02.fma(weight2, first00);
                    first01 = firstIn03.fma(weight2, first01);
                    first10 = firstIn12.fma(weight2, first10);
                    first11 = firstIn13.fma(weight2, first11);
                    second00 = secondIn02.fma(weight2, second00);
                    second01 = secondIn03.fma(weight2, second01);
                    second10 = secondIn12.fma(weight2, second10);
                    second11 = secondIn13.fma(weight2, second11);
                }
                // the winner of the first window
                IntVector firstRight =
                        first00.sub(first01).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector firstBits00 = first00.viewAsIntegralLanes();
                IntVector firstTop = firstBits00.lanewise(
                        XOR,
                        firstBits00.lanewise(XOR, first01.viewAsIntegralLanes()).and(firstRight));
                IntVector firstTopWinner = firstRight.and(3).lanewise(XOR, 1);
                IntVector firstLowRight =
                        first10.sub(first11).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector firstBits10 = first10.viewAsIntegralLanes();
                IntVector firstLow = firstBits10.lanewise(
                        XOR,
                        firstBits10.lanewise(XOR, first11.viewAsIntegralLanes()).and(firstLowRight));
                IntVector firstLowWinner = firstLowRight.and(12).lanewise(XOR, 4);
                IntVector firstDown = firstTop.viewAsFloatingLanes()
                        .sub(firstLow.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                IntVector firstBest =
                        firstTop.lanewise(XOR, firstTop.lanewise(XOR, firstLow).and(firstDown));
                IntVector firstWinner = firstTopWinner.lanewise(
                        XOR, firstTopWinner.lanewise(XOR, firstLowWinner).and(firstDown));
                IntVector firstPositive = FloatVector.zero(FLOATS)
                        .sub(firstBest.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                firstBest.and(firstPositive).viewAsFloatingLanes().intoArray(out, outOffset + firstAt + k);
                firstWinner.and(firstPositive).intoArray(winners, winnersOffset + firstAt + k);
                // the winner of the second window
                IntVector secondRight =
                        second00.sub(second01).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector secondBits00 = second00.viewAsIntegralLanes();
                IntVector secondTop = secondBits00.lanewise(
                        XOR,
                        secondBits00
                                .lanewise(XOR, second01.viewAsIntegralLanes())
                                .and(secondRight));
                IntVector secondTopWinner = secondRight.and(3).lanewise(XOR, 1);
                IntVector secondLowRight =
                        second10.sub(second11).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector secondBits10 = second10.viewAsIntegralLanes();
                IntVector secondLow = secondBits10.lanewise(
                        XOR,
                        secondBits10
                                .lanewise(XOR, second11.viewAsIntegralLanes())
                                .and(secondLowRight));
                IntVector secondLowWinner = secondLowRight.and(12).lanewise(XOR, 4);
                IntVector secondDown = secondTop
                        .viewAsFloatingLanes()
                        .sub(secondLow.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                IntVector secondBest = secondTop.lanewise(
                        XOR, secondTop.lanewise(XOR, secondLow).and(secondDown));
                IntVector secondWinner = secondTopWinner.lanewise(
                        XOR, secondTopWinner.lanewise(XOR, secondLowWinner).and(secondDown));
                IntVector secondPositive = FloatVector.zero(FLOATS)
                        .sub(secondBest.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                secondBest.and(secondPositive).viewAsFloatingLanes().intoArray(out, outOffset + secondAt + k);
                secondWinner.and(secondPositive).intoArray(winners, winnersOffset + secondAt + k);
            }
        }
    }

    /**
     * Kernels of 3x3 on images of one channel: all nine weights stay in registers while the windows pass by, and one loop
     * without another inside lets the processor work on the next window while it selects this one's winner.
     */
    static void convolvePooledNineTaps(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = n * shape.pooledStride();
            for (int k = 0; k < shape.filterStride; k += STEP) {
                nineTaps(
                        shape,
                        in,
                        image,
                        parameters,
                        weights + k,
                        out,
                        outOffset + at + k,
                        winners,
                        winnersOffset + at + k);
            }
        }
    }

    private static void nineTaps(
            ConvolutionShape shape,
            float[] in,
            int image,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset) {
        int filters = shape.filterStride;
        int[] windows = shape.windows;
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
        for (int window = 0, to = 0; window < windows.length; window++, to += filters) {
            int row0 = image + windows[window];
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

    /** Kernels of any size: every tap loads its own pixels. */
    static void convolvePooledByTaps(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        int filters = shape.filterStride;
        int biases = weights + shape.taps.length * filters;
        int[] windows = shape.windows;
        int total = images * windows.length;
        int[] taps = shape.taps;
        int right = shape.quad[1];
        int down = shape.quad[2];
        int diagonal = shape.quad[3];
        for (int window = 0; window < total; window += 2) {
            // an odd last window is computed twice, side by side with itself
            int other = Math.min(window + 1, total - 1);
            int first = inOffset + window / windows.length * shape.imageStride() + windows[window % windows.length];
            int second = inOffset + other / windows.length * shape.imageStride() + windows[other % windows.length];
            int firstAt = window * filters;
            int secondAt = other * filters;
            for (int k = 0; k < filters; k += STEP) {
                FloatVector first00 = FloatVector.fromArray(FLOATS, parameters, biases + k);
                FloatVector first01 = first00;
                FloatVector first10 = first00;
                FloatVector first11 = first00;
                FloatVector second00 = first00;
                FloatVector second01 = first00;
                FloatVector second10 = first00;
                FloatVector second11 = first00;
                for (int t = 0, w = weights + k; t < taps.length; t++, w += filters) {
                    FloatVector weight = FloatVector.fromArray(FLOATS, parameters, w);
                    int firstIn = first + taps[t];
                    int secondIn = second + taps[t];
                    first00 = FloatVector.broadcast(FLOATS, in[firstIn]).fma(weight, first00);
                    first01 = FloatVector.broadcast(FLOATS, in[firstIn + right]).fma(weight, first01);
                    first10 = FloatVector.broadcast(FLOATS, in[firstIn + down]).fma(weight, first10);
                    first11 = FloatVector.broadcast(FLOATS, in[firstIn + diagonal])
                            .fma(weight, first11);
                    second00 = FloatVector.broadcast(FLOATS, in[secondIn]).fma(weight, second00);
                    second01 =
                            FloatVector.broadcast(FLOATS, in[secondIn + right]).fma(weight, second01);
                    second10 =
                            FloatVector.broadcast(FLOATS, in[secondIn + down]).fma(weight, second10);
                    second11 = FloatVector.broadcast(FLOATS, in[secondIn + diagonal])
                            .fma(weight, second11);
                }
                // the winner of the first window
                IntVector firstRight =
                        first00.sub(first01).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector firstBits00 = first00.viewAsIntegralLanes();
                IntVector firstTop = firstBits00.lanewise(
                        XOR,
                        firstBits00.lanewise(XOR, first01.viewAsIntegralLanes()).and(firstRight));
                IntVector firstTopWinner = firstRight.and(3).lanewise(XOR, 1);
                IntVector firstLowRight =
                        first10.sub(first11).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector firstBits10 = first10.viewAsIntegralLanes();
                IntVector firstLow = firstBits10.lanewise(
                        XOR,
                        firstBits10.lanewise(XOR, first11.viewAsIntegralLanes()).and(firstLowRight));
                IntVector firstLowWinner = firstLowRight.and(12).lanewise(XOR, 4);
                IntVector firstDown = firstTop.viewAsFloatingLanes()
                        .sub(firstLow.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                IntVector firstBest =
                        firstTop.lanewise(XOR, firstTop.lanewise(XOR, firstLow).and(firstDown));
                IntVector firstWinner = firstTopWinner.lanewise(
                        XOR, firstTopWinner.lanewise(XOR, firstLowWinner).and(firstDown));
                IntVector firstPositive = FloatVector.zero(FLOATS)
                        .sub(firstBest.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                firstBest.and(firstPositive).viewAsFloatingLanes().intoArray(out, outOffset + firstAt + k);
                firstWinner.and(firstPositive).intoArray(winners, winnersOffset + firstAt + k);
                // the winner of the second window
                IntVector secondRight =
                        second00.sub(second01).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector secondBits00 = second00.viewAsIntegralLanes();
                IntVector secondTop = secondBits00.lanewise(
                        XOR,
                        secondBits00
                                .lanewise(XOR, second01.viewAsIntegralLanes())
                                .and(secondRight));
                IntVector secondTopWinner = secondRight.and(3).lanewise(XOR, 1);
                IntVector secondLowRight =
                        second10.sub(second11).viewAsIntegralLanes().lanewise(ASHR, 31);
                IntVector secondBits10 = second10.viewAsIntegralLanes();
                IntVector secondLow = secondBits10.lanewise(
                        XOR,
                        secondBits10
                                .lanewise(XOR, second11.viewAsIntegralLanes())
                                .and(secondLowRight));
                IntVector secondLowWinner = secondLowRight.and(12).lanewise(XOR, 4);
                IntVector secondDown = secondTop
                        .viewAsFloatingLanes()
                        .sub(secondLow.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                IntVector secondBest = secondTop.lanewise(
                        XOR, secondTop.lanewise(XOR, secondLow).and(secondDown));
                IntVector secondWinner = secondTopWinner.lanewise(
                        XOR, secondTopWinner.lanewise(XOR, secondLowWinner).and(secondDown));
                IntVector secondPositive = FloatVector.zero(FLOATS)
                        .sub(secondBest.viewAsFloatingLanes())
                        .viewAsIntegralLanes()
                        .lanewise(ASHR, 31);
                secondBest.and(secondPositive).viewAsFloatingLanes().intoArray(out, outOffset + secondAt + k);
                secondWinner.and(secondPositive).intoArray(winners, winnersOffset + secondAt + k);
            }
        }
    }
}
