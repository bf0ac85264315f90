/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution forward without pooling, lanes over filters: eight outputs at a time share each vector of weights.
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
}
