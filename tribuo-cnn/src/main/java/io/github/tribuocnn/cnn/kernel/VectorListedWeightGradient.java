/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Weight gradient of pooled convolutions over images of many channels: lanes over channels, and a list names the winners. */
final class VectorListedWeightGradient {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorListedWeightGradient() {}

    /** As {@link Kernels#listedWeightGradient}. */
    static void weightGradient(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        if (shape.kernelHeight == 3 && shape.kernelWidth == 3) {
            nineTaps(shape, in, inOffset, list, dWeights, dWeightsOffset);
        } else {
            anyTaps(shape, in, inOffset, list, dWeights, dWeightsOffset);
        }
    }

    private static void nineTaps(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        int rowLength = 3 * shape.pixelStride;
        int[] offsets = list.offsets;
        float[] gradients = list.gradients;
        int down = shape.rowStride();
        for (int k = 0; k < shape.filters; k++) {
            int from = list.from(k);
            int to = list.to(k);
            for (int i = 0; i < rowLength; i += 3 * STEP) {
                int w0 = dWeightsOffset + k * 3 * rowLength + i;
                int w1 = w0 + rowLength;
                int w2 = w1 + rowLength;
                int image = inOffset + i;
                FloatVector sum0 = FloatVector.fromArray(FLOATS, dWeights, w0);
                FloatVector sum1 = FloatVector.fromArray(FLOATS, dWeights, w0 + STEP);
                FloatVector sum2 = FloatVector.fromArray(FLOATS, dWeights, w0 + 2 * STEP);
                FloatVector sum3 = FloatVector.fromArray(FLOATS, dWeights, w1);
                FloatVector sum4 = FloatVector.fromArray(FLOATS, dWeights, w1 + STEP);
                FloatVector sum5 = FloatVector.fromArray(FLOATS, dWeights, w1 + 2 * STEP);
                FloatVector sum6 = FloatVector.fromArray(FLOATS, dWeights, w2);
                FloatVector sum7 = FloatVector.fromArray(FLOATS, dWeights, w2 + STEP);
                FloatVector sum8 = FloatVector.fromArray(FLOATS, dWeights, w2 + 2 * STEP);
                for (int winner = from; winner < to; winner++) {
                    FloatVector gradient = FloatVector.broadcast(FLOATS, gradients[winner]);
                    int top = image + offsets[winner];
                    int middle = top + down;
                    int low = middle + down;
                    sum0 = gradient.fma(FloatVector.fromArray(FLOATS, in, top), sum0);
                    sum1 = gradient.fma(FloatVector.fromArray(FLOATS, in, top + STEP), sum1);
                    sum2 = gradient.fma(FloatVector.fromArray(FLOATS, in, top + 2 * STEP), sum2);
                    sum3 = gradient.fma(FloatVector.fromArray(FLOATS, in, middle), sum3);
                    sum4 = gradient.fma(FloatVector.fromArray(FLOATS, in, middle + STEP), sum4);
                    sum5 = gradient.fma(FloatVector.fromArray(FLOATS, in, middle + 2 * STEP), sum5);
                    sum6 = gradient.fma(FloatVector.fromArray(FLOATS, in, low), sum6);
                    sum7 = gradient.fma(FloatVector.fromArray(FLOATS, in, low + STEP), sum7);
                    sum8 = gradient.fma(FloatVector.fromArray(FLOATS, in, low + 2 * STEP), sum8);
                }
                FLOAT_VECTOR.cast(sum0).intoArray(dWeights, w0);
                FLOAT_VECTOR.cast(sum1).intoArray(dWeights, w0 + STEP);
                FLOAT_VECTOR.cast(sum2).intoArray(dWeights, w0 + 2 * STEP);
                FLOAT_VECTOR.cast(sum3).intoArray(dWeights, w1);
                FLOAT_VECTOR.cast(sum4).intoArray(dWeights, w1 + STEP);
                FLOAT_VECTOR.cast(sum5).intoArray(dWeights, w1 + 2 * STEP);
                FLOAT_VECTOR.cast(sum6).intoArray(dWeights, w2);
                FLOAT_VECTOR.cast(sum7).intoArray(dWeights, w2 + STEP);
                FLOAT_VECTOR.cast(sum8).intoArray(dWeights, w2 + 2 * STEP);
            }
        }
    }

    /** Four vectors of a kernel row at a time. */
    private static void anyTaps(
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
                    FLOAT_VECTOR.cast(sum).intoArray(dWeights, w + i);
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
        FLOAT_VECTOR.cast(sum0).intoArray(dWeights, w);
        FLOAT_VECTOR.cast(sum1).intoArray(dWeights, w + STEP);
        FLOAT_VECTOR.cast(sum2).intoArray(dWeights, w + 2 * STEP);
        FLOAT_VECTOR.cast(sum3).intoArray(dWeights, w + 3 * STEP);
    }
}
