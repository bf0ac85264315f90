/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/** The specification of {@link DepthwiseKernels}. */
final class ScalarDepthwise {

    private ScalarDepthwise() {}

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
        int biases = weights + shape.taps.length * filters;
        int at = outOffset;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            for (int position : shape.positions) {
                System.arraycopy(parameters, biases, out, at, filters);
                int w = weights;
                for (int tap : shape.taps) {
                    int pixel = image + position + tap;
                    for (int k = 0; k < shape.filters; k++) {
                        out[at + k] = Math.fma(in[pixel + k], parameters[w + k], out[at + k]);
                    }
                    w += filters;
                }
                at += filters;
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
        int biases = dWeights + shape.taps.length * filters;
        int at = dOutOffset;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            for (int position : shape.positions) {
                int w = dWeights;
                for (int tap : shape.taps) {
                    int pixel = image + position + tap;
                    for (int k = 0; k < shape.filters; k++) {
                        dParameters[w + k] = Math.fma(in[pixel + k], dOut[at + k], dParameters[w + k]);
                    }
                    w += filters;
                }
                for (int k = 0; k < shape.filters; k++) {
                    dParameters[biases + k] += dOut[at + k];
                }
                at += filters;
            }
        }
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
        Arrays.fill(dIn, dInOffset, dInOffset + images * shape.imageStride(), 0f);
        int at = dOutOffset;
        for (int n = 0; n < images; n++) {
            int image = dInOffset + n * shape.imageStride();
            for (int tap = 0; tap < shape.taps.length; tap++) {
                int w = weights + tap * filters;
                for (int p = 0; p < shape.positions.length; p++) {
                    int pixel = image + shape.positions[p] + shape.taps[tap];
                    for (int k = 0; k < shape.filters; k++) {
                        dIn[pixel + k] = Math.fma(dOut[at + p * filters + k], parameters[w + k], dIn[pixel + k]);
                    }
                }
            }
            at += shape.outStride();
        }
    }
}
