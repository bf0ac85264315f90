/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Gradients of the parameters of pooled convolutions, lanes over filters: masks spread the gradient of a window over its
 * four outputs, of which one at most lets it through.
 */
final class VectorPooledGradient {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;
    private static final int STEP = VectorKernels.STEP;

    private VectorPooledGradient() {}

    /** Weights only; the biases are not among them. */
    static void weightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dWeights,
            int dWeightsOffset,
            int images,
            ActiveWindows active) {
        int filters = shape.filterStride;
        // the sixteen pixels, the nine sums and what else they need would not fit the 16 registers of AVX2
        boolean nine = shape.kernelHeight == 3 && shape.kernelWidth == 3 && FLOATS.vectorBitSize() == 512;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int g = dOutOffset + n * shape.pooledStride();
            int at = winnersOffset + n * shape.pooledStride();
            int[] windows = active.find(shape, in, image);
            int count = active.active();
            for (int k = 0; k < filters; k += STEP) {
                int tap = 0;
                for (; nine && tap < shape.taps.length; tap += 9) {
                    int w = dWeightsOffset + tap * filters + k;
                    int first = image + shape.taps[tap];
                    nineTaps(shape, windows, count, in, first, dOut, g + k, winners, at + k, dWeights, w);
                }
                for (; tap + 4 <= shape.taps.length; tap += 4) {
                    int w = dWeightsOffset + tap * filters + k;
                    fourTaps(shape, windows, count, in, image, dOut, g + k, winners, at + k, dWeights, w, tap);
                }
                for (; tap < shape.taps.length; tap++) {
                    int w = dWeightsOffset + tap * filters + k;
                    int first = image + shape.taps[tap];
                    oneTap(shape, windows, count, in, first, dOut, g + k, winners, at + k, dWeights, w);
                }
            }
        }
    }

    /** The nine weights of a 3x3 kernel, which meet the sixteen pixels of a window's outputs. */
    private static void nineTaps(
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
            sum00 = in00.fma(d00, sum00);
            sum01 = in01.fma(d00, sum01);
            sum02 = in02.fma(d00, sum02);
            sum10 = in10.fma(d00, sum10);
            sum11 = in11.fma(d00, sum11);
            sum12 = in12.fma(d00, sum12);
            sum20 = in20.fma(d00, sum20);
            sum21 = in21.fma(d00, sum21);
            sum22 = in22.fma(d00, sum22);
            sum00 = in01.fma(d01, sum00);
            sum01 = in02.fma(d01, sum01);
            sum02 = in03.fma(d01, sum02);
            sum10 = in11.fma(d01, sum10);
            sum11 = in12.fma(d01, sum11);
            sum12 = in13.fma(d01, sum12);
            sum20 = in21.fma(d01, sum20);
            sum21 = in22.fma(d01, sum21);
            sum22 = in23.fma(d01, sum22);
            sum00 = in10.fma(d10, sum00);
            sum01 = in11.fma(d10, sum01);
            sum02 = in12.fma(d10, sum02);
            sum10 = in20.fma(d10, sum10);
            sum11 = in21.fma(d10, sum11);
            sum12 = in22.fma(d10, sum12);
            sum20 = in30.fma(d10, sum20);
            sum21 = in31.fma(d10, sum21);
            sum22 = in32.fma(d10, sum22);
            sum00 = in11.fma(d11, sum00);
            sum01 = in12.fma(d11, sum01);
            sum02 = in13.fma(d11, sum02);
            sum10 = in21.fma(d11, sum10);
            sum11 = in22.fma(d11, sum11);
            sum12 = in23.fma(d11, sum12);
            sum20 = in31.fma(d11, sum20);
            sum21 = in32.fma(d11, sum21);
            sum22 = in33.fma(d11, sum22);
        }
        sum00.intoArray(dWeights, w);
        sum01.intoArray(dWeights, w + filters);
        sum02.intoArray(dWeights, w + 2 * filters);
        sum10.intoArray(dWeights, w + 3 * filters);
        sum11.intoArray(dWeights, w + 4 * filters);
        sum12.intoArray(dWeights, w + 5 * filters);
        sum20.intoArray(dWeights, w + 6 * filters);
        sum21.intoArray(dWeights, w + 7 * filters);
        sum22.intoArray(dWeights, w + 8 * filters);
    }

    /** Any four weights. */
    private static void fourTaps(
            ConvolutionShape shape,
            int[] windows,
            int active,
            float[] in,
            int image,
            float[] dOut,
            int dOutAt,
            int[] winners,
            int winnersAt,
            float[] dWeights,
            int w,
            int tap) {
        int filters = shape.filterStride;
        int[] pixels = shape.windows;
        int right = shape.quad[1];
        int down = shape.quad[2];
        int diagonal = shape.quad[3];
        int in0 = image + shape.taps[tap];
        int in1 = image + shape.taps[tap + 1];
        int in2 = image + shape.taps[tap + 2];
        int in3 = image + shape.taps[tap + 3];
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dWeights, w);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dWeights, w + filters);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dWeights, w + 2 * filters);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, dWeights, w + 3 * filters);
        for (int i = 0; i < active; i++) {
            int at = windows[i] * filters;
            IntVector winner = IntVector.fromArray(INTS, winners, winnersAt + at);
            IntVector gradient =
                    FloatVector.fromArray(FLOATS, dOut, dOutAt + at).viewAsIntegralLanes();
            FloatVector d0 =
                    gradient.and(winner.lanewise(LSHL, 31).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d1 =
                    gradient.and(winner.lanewise(LSHL, 30).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d2 =
                    gradient.and(winner.lanewise(LSHL, 29).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d3 =
                    gradient.and(winner.lanewise(LSHL, 28).lanewise(ASHR, 31)).viewAsFloatingLanes();
            int window = pixels[windows[i]];
            int pixel0 = in0 + window;
            int pixel1 = in1 + window;
            int pixel2 = in2 + window;
            int pixel3 = in3 + window;
            sum0 = FloatVector.broadcast(FLOATS, in[pixel0]).fma(d0, sum0);
            sum1 = FloatVector.broadcast(FLOATS, in[pixel1]).fma(d0, sum1);
            sum2 = FloatVector.broadcast(FLOATS, in[pixel2]).fma(d0, sum2);
            sum3 = FloatVector.broadcast(FLOATS, in[pixel3]).fma(d0, sum3);
            sum0 = FloatVector.broadcast(FLOATS, in[pixel0 + right]).fma(d1, sum0);
            sum1 = FloatVector.broadcast(FLOATS, in[pixel1 + right]).fma(d1, sum1);
            sum2 = FloatVector.broadcast(FLOATS, in[pixel2 + right]).fma(d1, sum2);
            sum3 = FloatVector.broadcast(FLOATS, in[pixel3 + right]).fma(d1, sum3);
            sum0 = FloatVector.broadcast(FLOATS, in[pixel0 + down]).fma(d2, sum0);
            sum1 = FloatVector.broadcast(FLOATS, in[pixel1 + down]).fma(d2, sum1);
            sum2 = FloatVector.broadcast(FLOATS, in[pixel2 + down]).fma(d2, sum2);
            sum3 = FloatVector.broadcast(FLOATS, in[pixel3 + down]).fma(d2, sum3);
            sum0 = FloatVector.broadcast(FLOATS, in[pixel0 + diagonal]).fma(d3, sum0);
            sum1 = FloatVector.broadcast(FLOATS, in[pixel1 + diagonal]).fma(d3, sum1);
            sum2 = FloatVector.broadcast(FLOATS, in[pixel2 + diagonal]).fma(d3, sum2);
            sum3 = FloatVector.broadcast(FLOATS, in[pixel3 + diagonal]).fma(d3, sum3);
        }
        sum0.intoArray(dWeights, w);
        sum1.intoArray(dWeights, w + filters);
        sum2.intoArray(dWeights, w + 2 * filters);
        sum3.intoArray(dWeights, w + 3 * filters);
    }

    private static void oneTap(
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
        FloatVector sum = FloatVector.fromArray(FLOATS, dWeights, w);
        for (int i = 0; i < active; i++) {
            int at = windows[i] * shape.filterStride;
            IntVector winner = IntVector.fromArray(INTS, winners, winnersAt + at);
            IntVector gradient =
                    FloatVector.fromArray(FLOATS, dOut, dOutAt + at).viewAsIntegralLanes();
            FloatVector d0 =
                    gradient.and(winner.lanewise(LSHL, 31).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d1 =
                    gradient.and(winner.lanewise(LSHL, 30).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d2 =
                    gradient.and(winner.lanewise(LSHL, 29).lanewise(ASHR, 31)).viewAsFloatingLanes();
            FloatVector d3 =
                    gradient.and(winner.lanewise(LSHL, 28).lanewise(ASHR, 31)).viewAsFloatingLanes();
            int pixel = first + shape.windows[windows[i]];
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[0]]).fma(d0, sum);
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[1]]).fma(d1, sum);
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[2]]).fma(d2, sum);
            sum = FloatVector.broadcast(FLOATS, in[pixel + shape.quad[3]]).fma(d3, sum);
        }
        sum.intoArray(dWeights, w);
    }

    static void biasGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dBiases,
            int dBiasesOffset,
            int images) {
        int total = images * shape.windows.length;
        int stride = shape.filterStride;
        int k = 0;
        for (; k + 2 * STEP <= stride; k += 2 * STEP) {
            FloatVector sum = FloatVector.fromArray(FLOATS, dBiases, dBiasesOffset + k);
            FloatVector next = FloatVector.fromArray(FLOATS, dBiases, dBiasesOffset + k + STEP);
            for (int window = 0, at = k; window < total; window++, at += stride) {
                // all ones where there is a winner: 0 - winner is negative there
                IntVector won = IntVector.zero(INTS)
                        .sub(IntVector.fromArray(INTS, winners, winnersOffset + at))
                        .lanewise(ASHR, 31);
                IntVector nextWon = IntVector.zero(INTS)
                        .sub(IntVector.fromArray(INTS, winners, winnersOffset + at + STEP))
                        .lanewise(ASHR, 31);
                sum = sum.add(FloatVector.fromArray(FLOATS, dOut, dOutOffset + at)
                        .viewAsIntegralLanes()
                        .and(won)
                        .viewAsFloatingLanes());
                next = next.add(FloatVector.fromArray(FLOATS, dOut, dOutOffset + at + STEP)
                        .viewAsIntegralLanes()
                        .and(nextWon)
                        .viewAsFloatingLanes());
            }
            sum.intoArray(dBiases, dBiasesOffset + k);
            next.intoArray(dBiases, dBiasesOffset + k + STEP);
        }
        for (; k < stride; k += STEP) {
            FloatVector sum = FloatVector.fromArray(FLOATS, dBiases, dBiasesOffset + k);
            for (int window = 0, at = k; window < total; window++, at += stride) {
                IntVector won = IntVector.zero(INTS)
                        .sub(IntVector.fromArray(INTS, winners, winnersOffset + at))
                        .lanewise(ASHR, 31);
                sum = sum.add(FloatVector.fromArray(FLOATS, dOut, dOutOffset + at)
                        .viewAsIntegralLanes()
                        .and(won)
                        .viewAsFloatingLanes());
            }
            sum.intoArray(dBiases, dBiasesOffset + k);
        }
    }
}
