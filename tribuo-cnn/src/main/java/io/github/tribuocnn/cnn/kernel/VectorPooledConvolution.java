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
 * Convolution, ReLU and 2x2 max-pooling in one, lanes over filters: the four outputs of two windows, wherever they lie,
 * share each vector of weights.
 *
 * <p>What is selected of each window is written out where it is needed, see {@link VectorKernels} for the reason.
 */
final class VectorPooledConvolution {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorPooledConvolution() {}

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
                FLOAT_VECTOR
                        .cast(firstBest.and(firstPositive).viewAsFloatingLanes())
                        .intoArray(out, outOffset + firstAt + k);
                INT_VECTOR.cast(firstWinner.and(firstPositive)).intoArray(winners, winnersOffset + firstAt + k);
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
                FLOAT_VECTOR
                        .cast(secondBest.and(secondPositive).viewAsFloatingLanes())
                        .intoArray(out, outOffset + secondAt + k);
                INT_VECTOR.cast(secondWinner.and(secondPositive)).intoArray(winners, winnersOffset + secondAt + k);
            }
        }
    }
}
