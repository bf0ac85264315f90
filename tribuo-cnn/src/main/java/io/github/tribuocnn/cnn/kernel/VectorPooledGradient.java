/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.INT_VECTOR;
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

    /** Weights and behind them biases, image by image: what the one has read the other finds in the cache. */
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
        boolean nine = shape.kernelHeight == 3 && shape.kernelWidth == 3;
        int biases = dWeightsOffset + shape.taps.length * shape.filterStride;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int g = dOutOffset + n * shape.pooledStride();
            int at = winnersOffset + n * shape.pooledStride();
            int[] windows = active.find(shape, in, image);
            int count = active.active();
            if (nine) {
                nineTaps(shape, windows, count, in, image, dOut, g, winners, at, dWeights, dWeightsOffset);
            } else {
                anyTaps(shape, windows, count, in, image, dOut, g, winners, at, dWeights, dWeightsOffset);
            }
            biasGradient(shape, dOut, g, winners, at, dWeights, biases, 1);
        }
    }

    /** Kernels of 3x3. */
    private static void nineTaps(
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
            int dWeightsOffset) {
        int filters = shape.filterStride;
        for (int tap = 0, w = dWeightsOffset; tap < shape.taps.length; tap += 9, w += 9 * filters) {
            int first = image + shape.taps[tap];
            int k = 0;
            // the sums and gradients of two vectors do not fit 16 registers
            for (; VectorKernels.WIDE && k + 2 * STEP <= filters; k += 2 * STEP) {
                VectorNineTaps.twoVectors(
                        shape, windows, active, in, first, dOut, dOutAt + k, winners, winnersAt + k, dWeights, w + k);
            }
            for (; k < filters; k += STEP) {
                VectorNineTaps.oneVector(
                        shape, windows, active, in, first, dOut, dOutAt + k, winners, winnersAt + k, dWeights, w + k);
            }
        }
    }

    /** Kernels of any size. */
    private static void anyTaps(
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
            int dWeightsOffset) {
        int filters = shape.filterStride;
        for (int k = 0; k < filters; k += STEP) {
            int g = dOutAt + k;
            int at = winnersAt + k;
            int tap = 0;
            for (; tap + 4 <= shape.taps.length; tap += 4) {
                int w = dWeightsOffset + tap * filters + k;
                fourTaps(shape, windows, active, in, image, dOut, g, winners, at, dWeights, w, tap);
            }
            for (; tap < shape.taps.length; tap++) {
                int w = dWeightsOffset + tap * filters + k;
                oneTap(shape, windows, active, in, image + shape.taps[tap], dOut, g, winners, at, dWeights, w);
            }
        }
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
        FLOAT_VECTOR.cast(sum0).intoArray(dWeights, w);
        FLOAT_VECTOR.cast(sum1).intoArray(dWeights, w + filters);
        FLOAT_VECTOR.cast(sum2).intoArray(dWeights, w + 2 * filters);
        FLOAT_VECTOR.cast(sum3).intoArray(dWeights, w + 3 * filters);
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
        FLOAT_VECTOR.cast(sum).intoArray(dWeights, w);
    }

    static void windowsWon(ConvolutionShape shape, int[] winners, int winnersOffset, int windows, int[] won) {
        int stride = shape.filterStride;
        for (int k = 0; k < stride; k += STEP) {
            IntVector bits = IntVector.zero(INTS);
            for (int window = 0, at = winnersOffset + k; window < windows; window++, at += stride) {
                IntVector present = IntVector.zero(INTS)
                        .sub(IntVector.fromArray(INTS, winners, at))
                        .lanewise(ASHR, 31);
                bits = bits.or(present.and(1 << window));
            }
            INT_VECTOR.cast(bits).intoArray(won, k);
        }
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
            FLOAT_VECTOR.cast(sum).intoArray(dBiases, dBiasesOffset + k);
            FLOAT_VECTOR.cast(next).intoArray(dBiases, dBiasesOffset + k + STEP);
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
            FLOAT_VECTOR.cast(sum).intoArray(dBiases, dBiasesOffset + k);
        }
    }
}
