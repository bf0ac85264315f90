/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution forward without pooling, lanes over filters: four outputs share two vectors of weights, or eight a single
 * one. Weights are taken in portions that stay in the first-level cache while all positions pass by; between portions
 * the sums lie in the output.
 */
final class VectorConvolution {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    /** Weights of a filter in a portion: two vectors of them take 16 KB. */
    private static final int PORTION = 128;

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
        int last = images * shape.positions.length - 1;
        int paired = filters / (2 * STEP) * (2 * STEP);
        for (int from = 0; from < shape.taps.length; from += PORTION) {
            int to = Math.min(from + PORTION, shape.taps.length);
            for (int k = 0; k < paired; k += 2 * STEP) {
                for (int p = 0; p <= last; p += 4) {
                    fourByTwo(shape, in, inOffset, parameters, weights + k, out, outOffset + k, p, last, from, to);
                }
            }
            for (int k = paired; k < filters; k += STEP) {
                for (int p = 0; p <= last; p += 8) {
                    eightByOne(shape, in, inOffset, parameters, weights + k, out, outOffset + k, p, last, from, to);
                }
            }
        }
    }

    /** Where the first pixel of an output lies, counting the outputs of all images. */
    private static int pixel(ConvolutionShape shape, int p) {
        int count = shape.positions.length;
        int image = p / count;
        return image * shape.imageStride() + shape.positions[p - image * count];
    }

    /** Outputs {@code p} to {@code p + 3} of two vectors of filters; beyond the last one, the last one again. */
    private static void fourByTwo(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int p,
            int last,
            int from,
            int to) {
        int filters = shape.filterStride;
        int[] taps = shape.taps;
        int p1 = Math.min(p + 1, last);
        int p2 = Math.min(p + 2, last);
        int p3 = Math.min(p + 3, last);
        int in0 = inOffset + pixel(shape, p);
        int in1 = inOffset + pixel(shape, p1);
        int in2 = inOffset + pixel(shape, p2);
        int in3 = inOffset + pixel(shape, p3);
        int out0 = outOffset + p * filters;
        int out1 = outOffset + p1 * filters;
        int out2 = outOffset + p2 * filters;
        int out3 = outOffset + p3 * filters;
        int bias = weights + taps.length * filters;
        float[] start = from == 0 ? parameters : out;
        int start0 = from == 0 ? bias : out0;
        int start1 = from == 0 ? bias : out1;
        int start2 = from == 0 ? bias : out2;
        int start3 = from == 0 ? bias : out3;
        FloatVector left0 = FloatVector.fromArray(FLOATS, start, start0);
        FloatVector right0 = FloatVector.fromArray(FLOATS, start, start0 + STEP);
        FloatVector left1 = FloatVector.fromArray(FLOATS, start, start1);
        FloatVector right1 = FloatVector.fromArray(FLOATS, start, start1 + STEP);
        FloatVector left2 = FloatVector.fromArray(FLOATS, start, start2);
        FloatVector right2 = FloatVector.fromArray(FLOATS, start, start2 + STEP);
        FloatVector left3 = FloatVector.fromArray(FLOATS, start, start3);
        FloatVector right3 = FloatVector.fromArray(FLOATS, start, start3 + STEP);
        for (int t = from, w = weights + from * filters; t < to; t++, w += filters) {
            FloatVector leftWeight = FloatVector.fromArray(FLOATS, parameters, w);
            FloatVector rightWeight = FloatVector.fromArray(FLOATS, parameters, w + STEP);
            int tap = taps[t];
            FloatVector pixel0 = FloatVector.broadcast(FLOATS, in[in0 + tap]);
            FloatVector pixel1 = FloatVector.broadcast(FLOATS, in[in1 + tap]);
            FloatVector pixel2 = FloatVector.broadcast(FLOATS, in[in2 + tap]);
            FloatVector pixel3 = FloatVector.broadcast(FLOATS, in[in3 + tap]);
            left0 = pixel0.fma(leftWeight, left0);
            right0 = pixel0.fma(rightWeight, right0);
            left1 = pixel1.fma(leftWeight, left1);
            right1 = pixel1.fma(rightWeight, right1);
            left2 = pixel2.fma(leftWeight, left2);
            right2 = pixel2.fma(rightWeight, right2);
            left3 = pixel3.fma(leftWeight, left3);
            right3 = pixel3.fma(rightWeight, right3);
        }
        FLOAT_VECTOR.cast(left0).intoArray(out, out0);
        FLOAT_VECTOR.cast(right0).intoArray(out, out0 + STEP);
        FLOAT_VECTOR.cast(left1).intoArray(out, out1);
        FLOAT_VECTOR.cast(right1).intoArray(out, out1 + STEP);
        FLOAT_VECTOR.cast(left2).intoArray(out, out2);
        FLOAT_VECTOR.cast(right2).intoArray(out, out2 + STEP);
        FLOAT_VECTOR.cast(left3).intoArray(out, out3);
        FLOAT_VECTOR.cast(right3).intoArray(out, out3 + STEP);
    }

    /** Outputs {@code p} to {@code p + 7} of one vector of filters; beyond the last one, the last one again. */
    private static void eightByOne(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int p,
            int last,
            int from,
            int to) {
        int filters = shape.filterStride;
        int[] taps = shape.taps;
        int p1 = Math.min(p + 1, last);
        int p2 = Math.min(p + 2, last);
        int p3 = Math.min(p + 3, last);
        int p4 = Math.min(p + 4, last);
        int p5 = Math.min(p + 5, last);
        int p6 = Math.min(p + 6, last);
        int p7 = Math.min(p + 7, last);
        int in0 = inOffset + pixel(shape, p);
        int in1 = inOffset + pixel(shape, p1);
        int in2 = inOffset + pixel(shape, p2);
        int in3 = inOffset + pixel(shape, p3);
        int in4 = inOffset + pixel(shape, p4);
        int in5 = inOffset + pixel(shape, p5);
        int in6 = inOffset + pixel(shape, p6);
        int in7 = inOffset + pixel(shape, p7);
        int out0 = outOffset + p * filters;
        int out1 = outOffset + p1 * filters;
        int out2 = outOffset + p2 * filters;
        int out3 = outOffset + p3 * filters;
        int out4 = outOffset + p4 * filters;
        int out5 = outOffset + p5 * filters;
        int out6 = outOffset + p6 * filters;
        int out7 = outOffset + p7 * filters;
        int bias = weights + taps.length * filters;
        float[] start = from == 0 ? parameters : out;
        FloatVector sum0 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out0);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out1);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out2);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out3);
        FloatVector sum4 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out4);
        FloatVector sum5 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out5);
        FloatVector sum6 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out6);
        FloatVector sum7 = FloatVector.fromArray(FLOATS, start, from == 0 ? bias : out7);
        for (int t = from, w = weights + from * filters; t < to; t++, w += filters) {
            FloatVector weight = FloatVector.fromArray(FLOATS, parameters, w);
            int tap = taps[t];
            sum0 = FloatVector.broadcast(FLOATS, in[in0 + tap]).fma(weight, sum0);
            sum1 = FloatVector.broadcast(FLOATS, in[in1 + tap]).fma(weight, sum1);
            sum2 = FloatVector.broadcast(FLOATS, in[in2 + tap]).fma(weight, sum2);
            sum3 = FloatVector.broadcast(FLOATS, in[in3 + tap]).fma(weight, sum3);
            sum4 = FloatVector.broadcast(FLOATS, in[in4 + tap]).fma(weight, sum4);
            sum5 = FloatVector.broadcast(FLOATS, in[in5 + tap]).fma(weight, sum5);
            sum6 = FloatVector.broadcast(FLOATS, in[in6 + tap]).fma(weight, sum6);
            sum7 = FloatVector.broadcast(FLOATS, in[in7 + tap]).fma(weight, sum7);
        }
        FLOAT_VECTOR.cast(sum0).intoArray(out, out0);
        FLOAT_VECTOR.cast(sum1).intoArray(out, out1);
        FLOAT_VECTOR.cast(sum2).intoArray(out, out2);
        FLOAT_VECTOR.cast(sum3).intoArray(out, out3);
        FLOAT_VECTOR.cast(sum4).intoArray(out, out4);
        FLOAT_VECTOR.cast(sum5).intoArray(out, out5);
        FLOAT_VECTOR.cast(sum6).intoArray(out, out6);
        FLOAT_VECTOR.cast(sum7).intoArray(out, out7);
    }
}
