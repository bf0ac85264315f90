/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution backward. Where images have few channels, lanes run over filters and the gradient of a pool window is
 * spread by masks over its four outputs. Where they have many, lanes run over channels and a list names the winners.
 */
final class VectorGradient {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;
    private static final int STEP = VectorKernels.STEP;

    private VectorGradient() {}

    static void pooledWeightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int[] winners,
            int outOffset,
            float[] dWeights,
            int dWeightsOffset,
            int images) {
        int[] taps = shape.taps;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = outOffset + n * shape.pooledStride();
            for (int k = 0; k < shape.filterStride; k += STEP) {
                int tap = 0;
                for (; tap + 3 <= taps.length && shape.kernelWidth == 3; tap += 3) {
                    int w = dWeightsOffset + tap * shape.filterStride + k;
                    threeTaps(shape, in, image + taps[tap], dOut, winners, at + k, dWeights, w);
                }
                for (; tap < taps.length; tap++) {
                    int w = dWeightsOffset + tap * shape.filterStride + k;
                    oneTap(shape, in, image + taps[tap], dOut, winners, at + k, dWeights, w);
                }
            }
        }
    }

    /** Three weights side by side in a kernel row, which meet four pixels of each row of a window. */
    private static void threeTaps(
            ConvolutionShape shape,
            float[] in,
            int first,
            float[] dOut,
            int[] winners,
            int at,
            float[] dWeights,
            int w) {
        int filters = shape.filterStride;
        int[] windows = shape.windows;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dWeights, w);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dWeights, w + filters);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * filters);
        for (int window = 0, g = at; window < windows.length; window++, g += filters) {
            IntVector winner = IntVector.fromArray(INTS, winners, g);
            IntVector gradient = FloatVector.fromArray(FLOATS, dOut, g).viewAsIntegralLanes();
            // bit j of the winner, spread over the lane, lets the gradient through to output j only
            FloatVector d0 =
                    gradient.and(winner.lanewise(LSHL, 31).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d1 =
                    gradient.and(winner.lanewise(LSHL, 30).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d2 =
                    gradient.and(winner.lanewise(LSHL, 29).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d3 =
                    gradient.and(winner.lanewise(LSHL, 28).lanewise(ASHR, 31)).viewAsFloatingLanes();
            int top = first + windows[window];
            int low = top + down;
            FloatVector top0 = FloatVector.broadcast(FLOATS, in[top]);
            FloatVector top1 = FloatVector.broadcast(FLOATS, in[top + right]);
            FloatVector top2 = FloatVector.broadcast(FLOATS, in[top + 2 * right]);
            FloatVector top3 = FloatVector.broadcast(FLOATS, in[top + 3 * right]);
            FloatVector low0 = FloatVector.broadcast(FLOATS, in[low]);
            FloatVector low1 = FloatVector.broadcast(FLOATS, in[low + right]);
            FloatVector low2 = FloatVector.broadcast(FLOATS, in[low + 2 * right]);
            FloatVector low3 = FloatVector.broadcast(FLOATS, in[low + 3 * right]);
            sum0 = top0.fma(d0, sum0);
            sum1 = top1.fma(d0, sum1);
            sum2 = top2.fma(d0, sum2);
            sum0 = top1.fma(d1, sum0);
            sum1 = top2.fma(d1, sum1);
            sum2 = top3.fma(d1, sum2);
            sum0 = low0.fma(d2, sum0);
            sum1 = low1.fma(d2, sum1);
            sum2 = low2.fma(d2, sum2);
            sum0 = low1.fma(d3, sum0);
            sum1 = low2.fma(d3, sum1);
            sum2 = low3.fma(d3, sum2);
        }
        sum0.intoArray(dWeights, w);
        sum1.intoArray(dWeights, w + filters);
        sum2.intoArray(dWeights, w + 2 * filters);
    }

    private static void oneTap(
            ConvolutionShape shape,
            float[] in,
            int first,
            float[] dOut,
            int[] winners,
            int at,
            float[] dWeights,
            int w) {
        int[] windows = shape.windows;
        FloatVector sum = FloatVector.fromArray(FLOATS, dWeights, w);
        for (int window = 0, g = at; window < windows.length; window++, g += shape.filterStride) {
            IntVector winner = IntVector.fromArray(INTS, winners, g);
            IntVector gradient = FloatVector.fromArray(FLOATS, dOut, g).viewAsIntegralLanes();
            FloatVector d0 =
                    gradient.and(winner.lanewise(LSHL, 31).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d1 =
                    gradient.and(winner.lanewise(LSHL, 30).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d2 =
                    gradient.and(winner.lanewise(LSHL, 29).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d3 =
                    gradient.and(winner.lanewise(LSHL, 28).lanewise(ASHR, 31)).viewAsFloatingLanes();
            int pixel = first + windows[window];
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[0]]).fma(d0, sum);
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[1]]).fma(d1, sum);
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[2]]).fma(d2, sum);
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[3]]).fma(d3, sum);
        }
        sum.intoArray(dWeights, w);
    }

    static void listedWeightGradientNineTaps(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        int channels = shape.pixelStride;
        int[] offsets = list.offsets;
        float[] gradients = list.gradients;
        int down = shape.rowStride();
        for (int k = 0; k < shape.filters; k++) {
            int from = list.from(k);
            int to = list.to(k);
            for (int c = 0; c < channels; c += STEP) {
                int w = dWeightsOffset + k * 9 * channels + c;
                int image = inOffset + c;
                FloatVector sum0 = FloatVector.fromArray(FLOATS, dWeights, w);
                FloatVector sum1 = FloatVector.fromArray(FLOATS, dWeights, w + 1 * channels);
                FloatVector sum2 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * channels);
                FloatVector sum3 = FloatVector.fromArray(FLOATS, dWeights, w + 3 * channels);
                FloatVector sum4 = FloatVector.fromArray(FLOATS, dWeights, w + 4 * channels);
                FloatVector sum5 = FloatVector.fromArray(FLOATS, dWeights, w + 5 * channels);
                FloatVector sum6 = FloatVector.fromArray(FLOATS, dWeights, w + 6 * channels);
                FloatVector sum7 = FloatVector.fromArray(FLOATS, dWeights, w + 7 * channels);
                FloatVector sum8 = FloatVector.fromArray(FLOATS, dWeights, w + 8 * channels);
                for (int winner = from; winner < to; winner++) {
                    FloatVector gradient = FloatVector.broadcast(FLOATS, gradients[winner]);
                    int top = image + offsets[winner];
                    int middle = top + down;
                    int low = middle + down;
                    sum0 = gradient.fma(FloatVector.fromArray(FLOATS, in, top), sum0);
                    sum1 = gradient.fma(FloatVector.fromArray(FLOATS, in, top + channels), sum1);
                    sum2 = gradient.fma(FloatVector.fromArray(FLOATS, in, top + 2 * channels), sum2);
                    sum3 = gradient.fma(FloatVector.fromArray(FLOATS, in, middle), sum3);
                    sum4 = gradient.fma(FloatVector.fromArray(FLOATS, in, middle + channels), sum4);
                    sum5 = gradient.fma(FloatVector.fromArray(FLOATS, in, middle + 2 * channels), sum5);
                    sum6 = gradient.fma(FloatVector.fromArray(FLOATS, in, low), sum6);
                    sum7 = gradient.fma(FloatVector.fromArray(FLOATS, in, low + channels), sum7);
                    sum8 = gradient.fma(FloatVector.fromArray(FLOATS, in, low + 2 * channels), sum8);
                }
                sum0.intoArray(dWeights, w);
                sum1.intoArray(dWeights, w + 1 * channels);
                sum2.intoArray(dWeights, w + 2 * channels);
                sum3.intoArray(dWeights, w + 3 * channels);
                sum4.intoArray(dWeights, w + 4 * channels);
                sum5.intoArray(dWeights, w + 5 * channels);
                sum6.intoArray(dWeights, w + 6 * channels);
                sum7.intoArray(dWeights, w + 7 * channels);
                sum8.intoArray(dWeights, w + 8 * channels);
            }
        }
    }

    /** Kernels of any size, four vectors of a kernel row at a time. */
    static void listedWeightGradient(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        int rowLength = shape.kernelWidth * shape.pixelStride;
        for (int k = 0; k < shape.filters; k++) {
            for (int r = 0; r < shape.kernelHeight; r++) {
                int pixels = inOffset + r * shape.rowStride();
                int w = dWeightsOffset + (k * shape.kernelHeight + r) * rowLength;
                int i = 0;
                for (; i + 4 * STEP <= rowLength; i += 4 * STEP) {
                    fourVectors(in, pixels + i, list, k, dWeights, w + i);
                }
                for (; i < rowLength; i += STEP) {
                    FloatVector sum = FloatVector.fromArray(FLOATS, dWeights, w + i);
                    for (int winner = list.from(k), to = list.to(k); winner < to; winner++) {
                        sum = FloatVector.broadcast(FLOATS, list.gradients[winner])
                                .fma(FloatVector.fromArray(FLOATS, in, pixels + i + list.offsets[winner]), sum);
                    }
                    sum.intoArray(dWeights, w + i);
                }
            }
        }
    }

    private static void fourVectors(float[] in, int pixels, WinnerList list, int k, float[] dWeights, int w) {
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dWeights, w);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dWeights, w + STEP);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * STEP);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, dWeights, w + 3 * STEP);
        for (int winner = list.from(k), to = list.to(k); winner < to; winner++) {
            FloatVector gradient = FloatVector.broadcast(FLOATS, list.gradients[winner]);
            int pixel = pixels + list.offsets[winner];
            sum0 = gradient.fma(FloatVector.fromArray(FLOATS, in, pixel), sum0);
            sum1 = gradient.fma(FloatVector.fromArray(FLOATS, in, pixel + STEP), sum1);
            sum2 = gradient.fma(FloatVector.fromArray(FLOATS, in, pixel + 2 * STEP), sum2);
            sum3 = gradient.fma(FloatVector.fromArray(FLOATS, in, pixel + 3 * STEP), sum3);
        }
        sum0.intoArray(dWeights, w);
        sum1.intoArray(dWeights, w + STEP);
        sum2.intoArray(dWeights, w + 2 * STEP);
        sum3.intoArray(dWeights, w + 3 * STEP);
    }

    static void listedInputGradient(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset) {
        int rowLength = shape.kernelWidth * shape.pixelStride;
        int kernelHeight = shape.kernelHeight;
        int down = shape.rowStride();
        Arrays.fill(dIn, dInOffset, dInOffset + shape.imageStride(), 0f);
        for (int k = 0; k < shape.filters; k++) {
            int filter = weights + k * kernelHeight * rowLength;
            for (int winner = list.from(k), to = list.to(k); winner < to; winner++) {
                FloatVector gradient = FloatVector.broadcast(FLOATS, list.gradients[winner]);
                int pixels = dInOffset + list.offsets[winner];
                for (int r = 0, w = filter; r < kernelHeight; r++, w += rowLength, pixels += down) {
                    for (int i = 0; i < rowLength; i += STEP) {
                        gradient.fma(
                                        FloatVector.fromArray(FLOATS, weightsByFilter, w + i),
                                        FloatVector.fromArray(FLOATS, dIn, pixels + i))
                                .intoArray(dIn, pixels + i);
                    }
                }
            }
        }
    }

    static void weightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            float[] dParameters,
            int dWeights,
            int images) {
        int filters = shape.filterStride;
        int blocked = shape.taps.length & -8;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = dOutOffset + n * shape.outStride();
            for (int k = 0; k < filters; k += STEP) {
                for (int tap = 0; tap < blocked; tap += 8) {
                    eightTaps(shape, in, image, dOut, at + k, dParameters, dWeights + tap * filters + k, tap);
                }
                for (int tap = blocked; tap < shape.taps.length; tap++) {
                    int w = dWeights + tap * filters + k;
                    int first = image + shape.taps[tap];
                    FloatVector sum = FloatVector.fromArray(FLOATS, dParameters, w);
                    for (int p = 0, g = at + k; p < shape.positions.length; p++, g += filters) {
                        sum = FloatVector.broadcast(FLOATS, in[first + shape.positions[p]])
                                .fma(FloatVector.fromArray(FLOATS, dOut, g), sum);
                    }
                    sum.intoArray(dParameters, w);
                }
            }
        }
    }

    private static void eightTaps(
            ConvolutionShape shape, float[] in, int image, float[] dOut, int at, float[] dParameters, int w, int tap) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int in0 = image + shape.taps[tap];
        int in1 = image + shape.taps[tap + 1];
        int in2 = image + shape.taps[tap + 2];
        int in3 = image + shape.taps[tap + 3];
        int in4 = image + shape.taps[tap + 4];
        int in5 = image + shape.taps[tap + 5];
        int in6 = image + shape.taps[tap + 6];
        int in7 = image + shape.taps[tap + 7];
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dParameters, w);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dParameters, w + filters);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dParameters, w + 2 * filters);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, dParameters, w + 3 * filters);
        FloatVector sum4 = FloatVector.fromArray(FLOATS, dParameters, w + 4 * filters);
        FloatVector sum5 = FloatVector.fromArray(FLOATS, dParameters, w + 5 * filters);
        FloatVector sum6 = FloatVector.fromArray(FLOATS, dParameters, w + 6 * filters);
        FloatVector sum7 = FloatVector.fromArray(FLOATS, dParameters, w + 7 * filters);
        for (int p = 0, g = at; p < positions.length; p++, g += filters) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, dOut, g);
            int position = positions[p];
            sum0 = FloatVector.broadcast(FLOATS, in[in0 + position]).fma(gradient, sum0);
            sum1 = FloatVector.broadcast(FLOATS, in[in1 + position]).fma(gradient, sum1);
            sum2 = FloatVector.broadcast(FLOATS, in[in2 + position]).fma(gradient, sum2);
            sum3 = FloatVector.broadcast(FLOATS, in[in3 + position]).fma(gradient, sum3);
            sum4 = FloatVector.broadcast(FLOATS, in[in4 + position]).fma(gradient, sum4);
            sum5 = FloatVector.broadcast(FLOATS, in[in5 + position]).fma(gradient, sum5);
            sum6 = FloatVector.broadcast(FLOATS, in[in6 + position]).fma(gradient, sum6);
            sum7 = FloatVector.broadcast(FLOATS, in[in7 + position]).fma(gradient, sum7);
        }
        sum0.intoArray(dParameters, w);
        sum1.intoArray(dParameters, w + filters);
        sum2.intoArray(dParameters, w + 2 * filters);
        sum3.intoArray(dParameters, w + 3 * filters);
        sum4.intoArray(dParameters, w + 4 * filters);
        sum5.intoArray(dParameters, w + 5 * filters);
        sum6.intoArray(dParameters, w + 6 * filters);
        sum7.intoArray(dParameters, w + 7 * filters);
    }

    static void biasGradient(
            ConvolutionShape shape, float[] dOut, int dOutOffset, float[] dParameters, int biases, int images) {
        for (int k = 0; k < shape.filterStride; k += STEP) {
            FloatVector sum = FloatVector.fromArray(FLOATS, dParameters, biases + k);
            int at = dOutOffset + k;
            for (int p = images * shape.positions.length; p > 0; p--, at += shape.filterStride) {
                sum = sum.add(FloatVector.fromArray(FLOATS, dOut, at));
            }
            sum.intoArray(dParameters, biases + k);
        }
    }
}
