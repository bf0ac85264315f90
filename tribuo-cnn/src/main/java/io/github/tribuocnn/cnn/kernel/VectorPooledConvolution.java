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
 * Convolution, ReLU and 2x2 max-pooling in one, lanes over filters: the four outputs of two windows, wherever they lie,
 * share each vector of weights.
 *
 * <p>What is selected of each window is written out where it is needed, see {@link VectorKernels} for the reason.
 */
final class VectorPooledConvolution {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorPooledConvolution() {}

    /**
     * Kernels of 3x3: the sixteen pixels that a window's outputs meet in a channel are loaded once each, so that there are
     * 41 loads for 72 fused multiply-adds. Each output still adds up its own nine in row order.
     */
    static void byChannels(
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
        int channels = shape.channels;
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
                for (int c = 0, w = weights + k; c < channels; c++, w += 9 * filters) {
                    int firstRow0 = first + c;
                    FloatVector firstIn00 = FloatVector.broadcast(FLOATS, in[firstRow0]);
                    FloatVector firstIn01 = FloatVector.broadcast(FLOATS, in[firstRow0 + right]);
                    FloatVector firstIn02 = FloatVector.broadcast(FLOATS, in[firstRow0 + 2 * right]);
                    FloatVector firstIn03 = FloatVector.broadcast(FLOATS, in[firstRow0 + 3 * right]);
                    int secondRow0 = second + c;
                    FloatVector secondIn00 = FloatVector.broadcast(FLOATS, in[secondRow0]);
                    FloatVector secondIn01 = FloatVector.broadcast(FLOATS, in[secondRow0 + right]);
                    FloatVector secondIn02 = FloatVector.broadcast(FLOATS, in[secondRow0 + 2 * right]);
                    FloatVector secondIn03 = FloatVector.broadcast(FLOATS, in[secondRow0 + 3 * right]);
                    FloatVector weight00 = FloatVector.fromArray(FLOATS, parameters, w);
                    FloatVector weight01 = FloatVector.fromArray(FLOATS, parameters, w + filters);
                    FloatVector weight02 = FloatVector.fromArray(FLOATS, parameters, w + 2 * filters);
                    first00 = firstIn00.fma(weight00, first00);
                    first01 = firstIn01.fma(weight00, first01);
                    second00 = secondIn00.fma(weight00, second00);
                    second01 = secondIn01.fma(weight00, second01);
                    first00 = firstIn01.fma(weight01, first00);
                    first01 = firstIn02.fma(weight01, first01);
                    second00 = secondIn01.fma(weight01, second00);
                    second01 = secondIn02.fma(weight01, second01);
                    first00 = firstIn02.fma(weight02, first00);
                    first01 = firstIn03.fma(weight02, first01);
                    second00 = secondIn02.fma(weight02, second00);
                    second01 = secondIn03.fma(weight02, second01);
                    int firstRow1 = firstRow0 + down;
                    FloatVector firstIn10 = FloatVector.broadcast(FLOATS, in[firstRow1]);
                    FloatVector firstIn11 = FloatVector.broadcast(FLOATS, in[firstRow1 + right]);
                    FloatVector firstIn12 = FloatVector.broadcast(FLOATS, in[firstRow1 + 2 * right]);
                    FloatVector firstIn13 = FloatVector.broadcast(FLOATS, in[firstRow1 + 3 * right]);
                    int secondRow1 = secondRow0 + down;
                    FloatVector secondIn10 = FloatVector.broadcast(FLOATS, in[secondRow1]);
                    FloatVector secondIn11 = FloatVector.broadcast(FLOATS, in[secondRow1 + right]);
                    FloatVector secondIn12 = FloatVector.broadcast(FLOATS, in[secondRow1 + 2 * right]);
                    FloatVector secondIn13 = FloatVector.broadcast(FLOATS, in[secondRow1 + 3 * right]);
                    FloatVector weight10 = FloatVector.fromArray(FLOATS, parameters, w + 3 * filters);
                    FloatVector weight11 = FloatVector.fromArray(FLOATS, parameters, w + 4 * filters);
                    FloatVector weight12 = FloatVector.fromArray(FLOATS, parameters, w + 5 * filters);
                    first00 = firstIn10.fma(weight10, first00);
                    first01 = firstIn11.fma(weight10, first01);
                    first10 = firstIn10.fma(weight00, first10);
                    first11 = firstIn11.fma(weight00, first11);
                    second00 = secondIn10.fma(weight10, second00);
                    second01 = secondIn11.fma(weight10, second01);
                    second10 = secondIn10.fma(weight00, second10);
                    second11 = secondIn11.fma(weight00, second11);
                    first00 = firstIn11.fma(weight11, first00);
                    first01 = firstIn12.fma(weight11, first01);
                    first10 = firstIn11.fma(weight01, first10);
                    first11 = firstIn12.fma(weight01, first11);
                    second00 = secondIn11.fma(weight11, second00);
                    second01 = secondIn12.fma(weight11, second01);
                    second10 = secondIn11.fma(weight01, second10);
                    second11 = secondIn12.fma(weight01, second11);
                    first00 = firstIn12.fma(weight12, first00);
                    first01 = firstIn13.fma(weight12, first01);
                    first10 = firstIn12.fma(weight02, first10);
                    first11 = firstIn13.fma(weight02, first11);
                    second00 = secondIn12.fma(weight12, second00);
                    second01 = secondIn13.fma(weight12, second01);
                    second10 = secondIn12.fma(weight02, second10);
                    second11 = secondIn13.fma(weight02, second11);
                    int firstRow2 = firstRow1 + down;
                    FloatVector firstIn20 = FloatVector.broadcast(FLOATS, in[firstRow2]);
                    FloatVector firstIn21 = FloatVector.broadcast(FLOATS, in[firstRow2 + right]);
                    FloatVector firstIn22 = FloatVector.broadcast(FLOATS, in[firstRow2 + 2 * right]);
                    FloatVector firstIn23 = FloatVector.broadcast(FLOATS, in[firstRow2 + 3 * right]);
                    int secondRow2 = secondRow1 + down;
                    FloatVector secondIn20 = FloatVector.broadcast(FLOATS, in[secondRow2]);
                    FloatVector secondIn21 = FloatVector.broadcast(FLOATS, in[secondRow2 + right]);
                    FloatVector secondIn22 = FloatVector.broadcast(FLOATS, in[secondRow2 + 2 * right]);
                    FloatVector secondIn23 = FloatVector.broadcast(FLOATS, in[secondRow2 + 3 * right]);
                    FloatVector weight20 = FloatVector.fromArray(FLOATS, parameters, w + 6 * filters);
                    FloatVector weight21 = FloatVector.fromArray(FLOATS, parameters, w + 7 * filters);
                    FloatVector weight22 = FloatVector.fromArray(FLOATS, parameters, w + 8 * filters);
                    first00 = firstIn20.fma(weight20, first00);
                    first01 = firstIn21.fma(weight20, first01);
                    first10 = firstIn20.fma(weight10, first10);
                    first11 = firstIn21.fma(weight10, first11);
                    second00 = secondIn20.fma(weight20, second00);
                    second01 = secondIn21.fma(weight20, second01);
                    second10 = secondIn20.fma(weight10, second10);
                    second11 = secondIn21.fma(weight10, second11);
                    first00 = firstIn21.fma(weight21, first00);
                    first01 = firstIn22.fma(weight21, first01);
                    first10 = firstIn21.fma(weight11, first10);
                    first11 = firstIn22.fma(weight11, first11);
                    second00 = secondIn21.fma(weight21, second00);
                    second01 = secondIn22.fma(weight21, second01);
                    second10 = secondIn21.fma(weight11, second10);
                    second11 = secondIn22.fma(weight11, second11);
                    first00 = firstIn22.fma(weight22, first00);
                    first01 = firstIn23.fma(weight22, first01);
                    first10 = firstIn22.fma(weight12, first10);
                    first11 = firstIn23.fma(weight12, first11);
                    second00 = secondIn22.fma(weight22, second00);
                    second01 = secondIn23.fma(weight22, second01);
                    second10 = secondIn22.fma(weight12, second10);
                    second11 = secondIn23.fma(weight12, second11);
                    int firstRow3 = firstRow2 + down;
                    FloatVector firstIn30 = FloatVector.broadcast(FLOATS, in[firstRow3]);
                    FloatVector firstIn31 = FloatVector.broadcast(FLOATS, in[firstRow3 + right]);
                    FloatVector firstIn32 = FloatVector.broadcast(FLOATS, in[firstRow3 + 2 * right]);
                    FloatVector firstIn33 = FloatVector.broadcast(FLOATS, in[firstRow3 + 3 * right]);
                    int secondRow3 = secondRow2 + down;
                    FloatVector secondIn30 = FloatVector.broadcast(FLOATS, in[secondRow3]);
                    FloatVector secondIn31 = FloatVector.broadcast(FLOATS, in[secondRow3 + right]);
                    FloatVector secondIn32 = FloatVector.broadcast(FLOATS, in[secondRow3 + 2 * right]);
                    FloatVector secondIn33 = FloatVector.broadcast(FLOATS, in[secondRow3 + 3 * right]);
                    first10 = firstIn30.fma(weight20, first10);
                    first11 = firstIn31.fma(weight20, first11);
                    second10 = secondIn30.fma(weight20, second10);
                    second11 = secondIn31.fma(weight20, second11);
                    first10 = firstIn31.fma(weight21, first10);
                    first11 = firstIn32.fma(weight21, first11);
                    second10 = secondIn31.fma(weight21, second10);
                    second11 = secondIn32.fma(weight21, second11);
                    first10 = firstIn32.fma(weight22, first10);
                    first11 = firstIn33.fma(weight22, first11);
                    second10 = secondIn32.fma(weight22, second10);
                    second11 = secondIn33.fma(weight22, second11);
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

    /** Kernels of any size: every tap loads its own pixels. */
    static void byTaps(
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
