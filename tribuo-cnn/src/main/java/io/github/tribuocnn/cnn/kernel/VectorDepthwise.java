/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Depthwise convolutions, lanes over channels. */
final class VectorDepthwise {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorDepthwise() {}

    static void convolve(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = outOffset + n * shape.outStride();
            for (int p = 0; p < shape.positions.length; p += 4) {
                for (int k = 0; k < shape.filterStride; k += STEP) {
                    fourPositions(shape, in, image + k, parameters, weights + k, out, at + k, p);
                }
            }
        }
    }

    /** Outputs {@code p} to {@code p + 3}; beyond the last one, the last one again. */
    private static void fourPositions(
            ConvolutionShape shape,
            float[] in,
            int image,
            float[] parameters,
            int weights,
            float[] out,
            int at,
            int p) {
        int filters = shape.filterStride;
        int[] taps = shape.taps;
        int last = shape.positions.length - 1;
        int p1 = Math.min(p + 1, last);
        int p2 = Math.min(p + 2, last);
        int p3 = Math.min(p + 3, last);
        int in0 = image + shape.positions[p];
        int in1 = image + shape.positions[p1];
        int in2 = image + shape.positions[p2];
        int in3 = image + shape.positions[p3];
        FloatVector out0 = FloatVector.fromArray(FLOATS, parameters, weights + taps.length * filters);
        FloatVector out1 = out0;
        FloatVector out2 = out0;
        FloatVector out3 = out0;
        for (int t = 0, w = weights; t < taps.length; t++, w += filters) {
            FloatVector weight = FloatVector.fromArray(FLOATS, parameters, w);
            int tap = taps[t];
            out0 = FloatVector.fromArray(FLOATS, in, in0 + tap).fma(weight, out0);
            out1 = FloatVector.fromArray(FLOATS, in, in1 + tap).fma(weight, out1);
            out2 = FloatVector.fromArray(FLOATS, in, in2 + tap).fma(weight, out2);
            out3 = FloatVector.fromArray(FLOATS, in, in3 + tap).fma(weight, out3);
        }
        FLOAT_VECTOR.cast(out0).intoArray(out, at + p * filters);
        FLOAT_VECTOR.cast(out1).intoArray(out, at + p1 * filters);
        FLOAT_VECTOR.cast(out2).intoArray(out, at + p2 * filters);
        FLOAT_VECTOR.cast(out3).intoArray(out, at + p3 * filters);
    }

    /** The biases are not among them. */
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
        int blocked = shape.taps.length / 3 * 3;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = dOutOffset + n * shape.outStride();
            for (int k = 0; k < filters; k += STEP) {
                for (int tap = 0; tap < blocked; tap += 3) {
                    threeTaps(shape, in, image + k, dOut, at + k, dParameters, dWeights + tap * filters + k, tap);
                }
                for (int tap = blocked; tap < shape.taps.length; tap++) {
                    oneTap(
                            shape,
                            in,
                            image + k + shape.taps[tap],
                            dOut,
                            at + k,
                            dParameters,
                            dWeights + tap * filters + k);
                }
            }
        }
    }

    private static void threeTaps(
            ConvolutionShape shape, float[] in, int image, float[] dOut, int at, float[] dParameters, int w, int tap) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int in0 = image + shape.taps[tap];
        int in1 = image + shape.taps[tap + 1];
        int in2 = image + shape.taps[tap + 2];
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dParameters, w);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dParameters, w + filters);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dParameters, w + 2 * filters);
        for (int p = 0, g = at; p < positions.length; p++, g += filters) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, dOut, g);
            int position = positions[p];
            sum0 = FloatVector.fromArray(FLOATS, in, in0 + position).fma(gradient, sum0);
            sum1 = FloatVector.fromArray(FLOATS, in, in1 + position).fma(gradient, sum1);
            sum2 = FloatVector.fromArray(FLOATS, in, in2 + position).fma(gradient, sum2);
        }
        FLOAT_VECTOR.cast(sum0).intoArray(dParameters, w);
        FLOAT_VECTOR.cast(sum1).intoArray(dParameters, w + filters);
        FLOAT_VECTOR.cast(sum2).intoArray(dParameters, w + 2 * filters);
    }

    private static void oneTap(
            ConvolutionShape shape, float[] in, int first, float[] dOut, int at, float[] dParameters, int w) {
        FloatVector sum = FloatVector.fromArray(FLOATS, dParameters, w);
        for (int p = 0, g = at; p < shape.positions.length; p++, g += shape.filterStride) {
            sum = FloatVector.fromArray(FLOATS, in, first + shape.positions[p])
                    .fma(FloatVector.fromArray(FLOATS, dOut, g), sum);
        }
        FLOAT_VECTOR.cast(sum).intoArray(dParameters, w);
    }

    static void inputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] parameters,
            int weights,
            float[] dIn,
            int dInOffset,
            int images) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        Arrays.fill(dIn, dInOffset, dInOffset + images * shape.imageStride(), 0f);
        for (int n = 0; n < images; n++) {
            int image = dInOffset + n * shape.imageStride();
            int at = dOutOffset + n * shape.outStride();
            for (int k = 0; k < filters; k += STEP) {
                for (int tap = 0; tap < shape.taps.length; tap++) {
                    FloatVector weight = FloatVector.fromArray(FLOATS, parameters, weights + tap * filters + k);
                    int pixels = image + shape.taps[tap] + k;
                    for (int p = 0, g = at + k; p < positions.length; p++, g += filters) {
                        int pixel = pixels + positions[p];
                        FLOAT_VECTOR
                                .cast(FloatVector.fromArray(FLOATS, dOut, g)
                                        .fma(weight, FloatVector.fromArray(FLOATS, dIn, pixel)))
                                .intoArray(dIn, pixel);
                    }
                }
            }
        }
    }
}
