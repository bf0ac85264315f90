/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Input gradients of strided convolutions, lanes over channels: eight pixels at a time share each vector of weights. */
final class VectorInputGradient {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorInputGradient() {}

    static void inputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] weightsByFilter,
            int weights,
            float[] dIn,
            int dInOffset) {
        int field = shape.kernelHeight * shape.kernelWidth;
        int channels = shape.pixelStride;
        Arrays.fill(dIn, dInOffset, dInOffset + shape.imageStride(), 0f);
        for (int tap = 0; tap < field; tap++) {
            int pixels = dInOffset + shape.taps[tap];
            for (int p = 0; p < shape.positions.length; p += 8) {
                for (int c = 0; c < channels; c += STEP) {
                    eightPositions(
                            shape,
                            dOut,
                            dOutOffset,
                            weightsByFilter,
                            weights + tap * channels + c,
                            field * channels,
                            dIn,
                            pixels + c,
                            p);
                }
            }
        }
    }

    /** One tap at positions {@code p} to {@code p + 7}; beyond the last one, the last one again, to the same effect. */
    private static void eightPositions(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] weightsByFilter,
            int weights,
            int weightStride,
            float[] dIn,
            int pixels,
            int p) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int last = positions.length - 1;
        int p1 = Math.min(p + 1, last);
        int p2 = Math.min(p + 2, last);
        int p3 = Math.min(p + 3, last);
        int p4 = Math.min(p + 4, last);
        int p5 = Math.min(p + 5, last);
        int p6 = Math.min(p + 6, last);
        int p7 = Math.min(p + 7, last);
        int d0 = dOutOffset + p * filters;
        int d1 = dOutOffset + p1 * filters;
        int d2 = dOutOffset + p2 * filters;
        int d3 = dOutOffset + p3 * filters;
        int d4 = dOutOffset + p4 * filters;
        int d5 = dOutOffset + p5 * filters;
        int d6 = dOutOffset + p6 * filters;
        int d7 = dOutOffset + p7 * filters;
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p]);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p1]);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p2]);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p3]);
        FloatVector sum4 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p4]);
        FloatVector sum5 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p5]);
        FloatVector sum6 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p6]);
        FloatVector sum7 = FloatVector.fromArray(FLOATS, dIn, pixels + positions[p7]);
        for (int k = 0, w = weights; k < shape.filters; k++, w += weightStride) {
            FloatVector weight = FloatVector.fromArray(FLOATS, weightsByFilter, w);
            sum0 = FloatVector.broadcast(FLOATS, dOut[d0 + k]).fma(weight, sum0);
            sum1 = FloatVector.broadcast(FLOATS, dOut[d1 + k]).fma(weight, sum1);
            sum2 = FloatVector.broadcast(FLOATS, dOut[d2 + k]).fma(weight, sum2);
            sum3 = FloatVector.broadcast(FLOATS, dOut[d3 + k]).fma(weight, sum3);
            sum4 = FloatVector.broadcast(FLOATS, dOut[d4 + k]).fma(weight, sum4);
            sum5 = FloatVector.broadcast(FLOATS, dOut[d5 + k]).fma(weight, sum5);
            sum6 = FloatVector.broadcast(FLOATS, dOut[d6 + k]).fma(weight, sum6);
            sum7 = FloatVector.broadcast(FLOATS, dOut[d7 + k]).fma(weight, sum7);
        }
        FLOAT_VECTOR.cast(sum0).intoArray(dIn, pixels + positions[p]);
        FLOAT_VECTOR.cast(sum1).intoArray(dIn, pixels + positions[p1]);
        FLOAT_VECTOR.cast(sum2).intoArray(dIn, pixels + positions[p2]);
        FLOAT_VECTOR.cast(sum3).intoArray(dIn, pixels + positions[p3]);
        FLOAT_VECTOR.cast(sum4).intoArray(dIn, pixels + positions[p4]);
        FLOAT_VECTOR.cast(sum5).intoArray(dIn, pixels + positions[p5]);
        FLOAT_VECTOR.cast(sum6).intoArray(dIn, pixels + positions[p6]);
        FLOAT_VECTOR.cast(sum7).intoArray(dIn, pixels + positions[p7]);
    }
}
