/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Gradients of the parameters of convolutions, lanes over filters. */
final class VectorGradient {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private VectorGradient() {}

    /** Four weights of two vectors of filters, or eight of a single one, at a time; the biases are not among them. */
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
        int paired = filters / (2 * STEP) * (2 * STEP);
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int at = dOutOffset + n * shape.outStride();
            for (int k = 0; k < paired; k += 2 * STEP) {
                for (int tap = 0; tap < shape.taps.length; tap += 4) {
                    fourTapsByTwo(shape, in, image, dOut, at + k, dParameters, dWeights + k, tap);
                }
            }
            for (int k = paired; k < filters; k += STEP) {
                for (int tap = 0; tap < shape.taps.length; tap += 8) {
                    eightTaps(shape, in, image, dOut, at + k, dParameters, dWeights + k, tap);
                }
            }
        }
    }

    /** Beyond the last tap, the last one again, to the same effect. */
    private static void fourTapsByTwo(
            ConvolutionShape shape,
            float[] in,
            int image,
            float[] dOut,
            int at,
            float[] dParameters,
            int dWeights,
            int tap) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int last = shape.taps.length - 1;
        int tap1 = Math.min(tap + 1, last);
        int tap2 = Math.min(tap + 2, last);
        int tap3 = Math.min(tap + 3, last);
        int in0 = image + shape.taps[tap];
        int in1 = image + shape.taps[tap1];
        int in2 = image + shape.taps[tap2];
        int in3 = image + shape.taps[tap3];
        int w0 = dWeights + tap * filters;
        int w1 = dWeights + tap1 * filters;
        int w2 = dWeights + tap2 * filters;
        int w3 = dWeights + tap3 * filters;
        FloatVector left0 = FloatVector.fromArray(FLOATS, dParameters, w0);
        FloatVector right0 = FloatVector.fromArray(FLOATS, dParameters, w0 + STEP);
        FloatVector left1 = FloatVector.fromArray(FLOATS, dParameters, w1);
        FloatVector right1 = FloatVector.fromArray(FLOATS, dParameters, w1 + STEP);
        FloatVector left2 = FloatVector.fromArray(FLOATS, dParameters, w2);
        FloatVector right2 = FloatVector.fromArray(FLOATS, dParameters, w2 + STEP);
        FloatVector left3 = FloatVector.fromArray(FLOATS, dParameters, w3);
        FloatVector right3 = FloatVector.fromArray(FLOATS, dParameters, w3 + STEP);
        for (int p = 0, g = at; p < positions.length; p++, g += filters) {
            FloatVector leftGradient = FloatVector.fromArray(FLOATS, dOut, g);
            FloatVector rightGradient = FloatVector.fromArray(FLOATS, dOut, g + STEP);
            int position = positions[p];
            FloatVector pixel0 = FloatVector.broadcast(FLOATS, in[in0 + position]);
            FloatVector pixel1 = FloatVector.broadcast(FLOATS, in[in1 + position]);
            FloatVector pixel2 = FloatVector.broadcast(FLOATS, in[in2 + position]);
            FloatVector pixel3 = FloatVector.broadcast(FLOATS, in[in3 + position]);
            left0 = pixel0.fma(leftGradient, left0);
            right0 = pixel0.fma(rightGradient, right0);
            left1 = pixel1.fma(leftGradient, left1);
            right1 = pixel1.fma(rightGradient, right1);
            left2 = pixel2.fma(leftGradient, left2);
            right2 = pixel2.fma(rightGradient, right2);
            left3 = pixel3.fma(leftGradient, left3);
            right3 = pixel3.fma(rightGradient, right3);
        }
        FLOAT_VECTOR.cast(left0).intoArray(dParameters, w0);
        FLOAT_VECTOR.cast(right0).intoArray(dParameters, w0 + STEP);
        FLOAT_VECTOR.cast(left1).intoArray(dParameters, w1);
        FLOAT_VECTOR.cast(right1).intoArray(dParameters, w1 + STEP);
        FLOAT_VECTOR.cast(left2).intoArray(dParameters, w2);
        FLOAT_VECTOR.cast(right2).intoArray(dParameters, w2 + STEP);
        FLOAT_VECTOR.cast(left3).intoArray(dParameters, w3);
        FLOAT_VECTOR.cast(right3).intoArray(dParameters, w3 + STEP);
    }

    /** Beyond the last tap, the last one again, to the same effect. */
    private static void eightTaps(
            ConvolutionShape shape,
            float[] in,
            int image,
            float[] dOut,
            int at,
            float[] dParameters,
            int dWeights,
            int tap) {
        int filters = shape.filterStride;
        int[] positions = shape.positions;
        int last = shape.taps.length - 1;
        int tap1 = Math.min(tap + 1, last);
        int tap2 = Math.min(tap + 2, last);
        int tap3 = Math.min(tap + 3, last);
        int tap4 = Math.min(tap + 4, last);
        int tap5 = Math.min(tap + 5, last);
        int tap6 = Math.min(tap + 6, last);
        int tap7 = Math.min(tap + 7, last);
        int in0 = image + shape.taps[tap];
        int in1 = image + shape.taps[tap1];
        int in2 = image + shape.taps[tap2];
        int in3 = image + shape.taps[tap3];
        int in4 = image + shape.taps[tap4];
        int in5 = image + shape.taps[tap5];
        int in6 = image + shape.taps[tap6];
        int in7 = image + shape.taps[tap7];
        int w0 = dWeights + tap * filters;
        int w1 = dWeights + tap1 * filters;
        int w2 = dWeights + tap2 * filters;
        int w3 = dWeights + tap3 * filters;
        int w4 = dWeights + tap4 * filters;
        int w5 = dWeights + tap5 * filters;
        int w6 = dWeights + tap6 * filters;
        int w7 = dWeights + tap7 * filters;
        FloatVector sum0 = FloatVector.fromArray(FLOATS, dParameters, w0);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, dParameters, w1);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, dParameters, w2);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, dParameters, w3);
        FloatVector sum4 = FloatVector.fromArray(FLOATS, dParameters, w4);
        FloatVector sum5 = FloatVector.fromArray(FLOATS, dParameters, w5);
        FloatVector sum6 = FloatVector.fromArray(FLOATS, dParameters, w6);
        FloatVector sum7 = FloatVector.fromArray(FLOATS, dParameters, w7);
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
        FLOAT_VECTOR.cast(sum0).intoArray(dParameters, w0);
        FLOAT_VECTOR.cast(sum1).intoArray(dParameters, w1);
        FLOAT_VECTOR.cast(sum2).intoArray(dParameters, w2);
        FLOAT_VECTOR.cast(sum3).intoArray(dParameters, w3);
        FLOAT_VECTOR.cast(sum4).intoArray(dParameters, w4);
        FLOAT_VECTOR.cast(sum5).intoArray(dParameters, w5);
        FLOAT_VECTOR.cast(sum6).intoArray(dParameters, w6);
        FLOAT_VECTOR.cast(sum7).intoArray(dParameters, w7);
    }

    static void biasGradient(
            ConvolutionShape shape, float[] dOut, int dOutOffset, float[] dParameters, int biases, int images) {
        for (int k = 0; k < shape.filterStride; k += STEP) {
            FloatVector sum = FloatVector.fromArray(FLOATS, dParameters, biases + k);
            int at = dOutOffset + k;
            for (int p = images * shape.positions.length; p > 0; p--, at += shape.filterStride) {
                sum = sum.add(FloatVector.fromArray(FLOATS, dOut, at));
            }
            FLOAT_VECTOR.cast(sum).intoArray(dParameters, biases + k);
        }
    }
}
