/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/**
 * Convolution forward in the one form that C2 turns into vector instructions by itself: long loops in which all arrays
 * share one index. Channels are taken apart into planes, each plane is copied once for each of the kernel's pixels and
 * shifted by it (with a stride, only the pixels that the kernel's positions meet), and each filter then adds up whole
 * planes. Every output is the same chain of {@code fma} as in
 * {@link ScalarKernels}.
 *
 * <p>An instance is the working space of one thread.
 */
final class PlanarConvolution {

    /** Outputs in a plane: with nine shifted planes and their sum, what fits a first-level cache of 32 KB. */
    private static final int OUTPUTS = 768;

    private float[] plane = new float[0];
    private float[][] shifted = new float[0][0];
    private float[][] sums = new float[0][0];

    /** As {@link Kernels#convolve}. */
    void convolve(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        int block = block(shape);
        for (int n = 0; n < images; n += block) {
            int count = Math.min(block, images - n);
            sum(shape, in, inOffset + n * shape.imageStride(), parameters, weights, count);
            interleave(shape, out, outOffset + n * shape.outStride(), count);
        }
    }

    /** As {@link Kernels#convolvePooled}. */
    void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        int block = block(shape);
        for (int n = 0; n < images; n += block) {
            int count = Math.min(block, images - n);
            sum(shape, in, inOffset + n * shape.imageStride(), parameters, weights, count);
            int pooled = n * shape.pooledStride();
            pool(shape, out, outOffset + pooled, winners, winnersOffset + pooled, count);
        }
    }

    private static int pixels(ConvolutionShape shape) {
        return shape.inHeight * shape.inWidth;
    }

    private static int block(ConvolutionShape shape) {
        return Math.max(1, OUTPUTS / pixels(shape));
    }

    /**
     * Leaves the outputs of some images in {@link #sums}, a plane for each filter. With stride 1 an output lies where its
     * first pixel does, so planes have gaps at the right and lower edges that nobody reads; otherwise outputs lie side by
     * side.
     */
    private void sum(ConvolutionShape shape, float[] in, int inOffset, float[] parameters, int weights, int images) {
        int length = images * pixels(shape);
        int field = shape.kernelHeight * shape.kernelWidth;
        int outputs = shape.strided()
                ? images * shape.positions.length
                : length - (shape.kernelHeight - 1) * shape.inWidth - (shape.kernelWidth - 1);
        reserve(length, field, shape.filters);
        int filterStride = shape.filterStride;
        int biases = weights + shape.taps.length * filterStride;
        for (int k = 0; k < shape.filters; k++) {
            Arrays.fill(sums[k], 0, outputs, parameters[biases + k]);
        }
        for (int c = 0; c < shape.channels; c++) {
            for (int i = 0; i < length; i++) {
                plane[i] = in[inOffset + i * shape.pixelStride + c];
            }
            for (int tap = 0; tap < field; tap++) {
                int shift = tap / shape.kernelWidth * shape.inWidth + tap % shape.kernelWidth;
                if (shape.strided()) {
                    gather(shape, shift, shifted[tap], images);
                } else {
                    System.arraycopy(plane, shift, shifted[tap], 0, outputs);
                }
            }
            for (int k = 0; k < shape.filters; k++) {
                addTaps(sums[k], outputs, field, parameters, weights + c * field * filterStride + k, filterStride);
            }
        }
    }

    /** Copies the pixels that lie {@code shift} behind each position's first. */
    private void gather(ConvolutionShape shape, int shift, float[] target, int images) {
        int i = 0;
        for (int n = 0; n < images; n++) {
            for (int p = 0; p < shape.outHeight; p++) {
                int row = n * pixels(shape) + p * shape.strideHeight * shape.inWidth + shift;
                for (int q = 0; q < shape.outWidth; q++) {
                    target[i++] = plane[row + q * shape.strideWidth];
                }
            }
        }
    }

    private void addTaps(float[] sum, int outputs, int field, float[] parameters, int weights, int stride) {
        int tap = 0;
        for (; tap + 3 <= field; tap += 3) {
            int w = weights + tap * stride;
            addThree(
                    sum,
                    outputs,
                    shifted[tap],
                    parameters[w],
                    shifted[tap + 1],
                    parameters[w + stride],
                    shifted[tap + 2],
                    parameters[w + 2 * stride]);
        }
        for (; tap < field; tap++) {
            addOne(sum, outputs, shifted[tap], parameters[weights + tap * stride]);
        }
    }

    private static void addThree(
            float[] sum, int count, float[] x0, float w0, float[] x1, float w1, float[] x2, float w2) {
        for (int i = 0; i < count; i++) {
            sum[i] = Math.fma(x2[i], w2, Math.fma(x1[i], w1, Math.fma(x0[i], w0, sum[i])));
        }
    }

    private static void addOne(float[] sum, int count, float[] x, float w) {
        for (int i = 0; i < count; i++) {
            sum[i] = Math.fma(x[i], w, sum[i]);
        }
    }

    private void interleave(ConvolutionShape shape, float[] out, int outOffset, int images) {
        int stride = shape.filterStride;
        int rowLength = shape.strided() ? shape.outWidth : shape.inWidth;
        int imageLength = shape.strided() ? shape.positions.length : pixels(shape);
        Arrays.fill(out, outOffset, outOffset + images * shape.outStride(), 0f);
        for (int k = 0; k < shape.filters; k++) {
            float[] sum = sums[k];
            int at = outOffset + k;
            for (int n = 0; n < images; n++) {
                for (int p = 0; p < shape.outHeight; p++) {
                    int row = n * imageLength + p * rowLength;
                    for (int q = 0; q < shape.outWidth; q++, at += stride) {
                        out[at] = sum[row + q];
                    }
                }
            }
        }
    }

    private void pool(
            ConvolutionShape shape, float[] out, int outOffset, int[] winners, int winnersOffset, int images) {
        int size = images * shape.pooledStride();
        Arrays.fill(out, outOffset, outOffset + size, 0f);
        Arrays.fill(winners, winnersOffset, winnersOffset + size, 0);
        int width = shape.inWidth;
        for (int k = 0; k < shape.filters; k++) {
            float[] sum = sums[k];
            int at = k;
            for (int n = 0; n < images; n++) {
                for (int y = 0; y < shape.outHeight / 2; y++) {
                    int top = n * pixels(shape) + 2 * y * width;
                    for (int x = 0; x < shape.outWidth / 2; x++, top += 2, at += shape.filterStride) {
                        select(
                                sum[top],
                                sum[top + 1],
                                sum[top + width],
                                sum[top + width + 1],
                                out,
                                outOffset + at,
                                winners,
                                winnersOffset + at);
                    }
                }
            }
        }
    }

    /** Of the four outputs of a window: without branches on the values, which nothing could predict. */
    static void select(
            float top0, float top1, float low0, float low1, float[] out, int outAt, int[] winners, int winnerAt) {
        int topWinner = 1 + (sign(top0 - top1) & 1);
        int lowWinner = 4 + (sign(low0 - low1) & 4);
        float topBest = choose(top1, top0, sign(top0 - top1));
        float lowBest = choose(low1, low0, sign(low0 - low1));
        int down = sign(topBest - lowBest);
        float best = choose(lowBest, topBest, down);
        int bits = Float.floatToRawIntBits(best);
        // a positive number is one whose bits are above 0: neither 0, which may not win, nor a set sign
        int positive = (-bits & ~bits) >> 31;
        out[outAt] = Float.intBitsToFloat(bits & positive);
        winners[winnerAt] = (topWinner ^ ((topWinner ^ lowWinner) & down)) & positive;
    }

    /** All ones for a number below 0, and for -0; else 0. */
    private static int sign(float difference) {
        return Float.floatToRawIntBits(difference) >> 31;
    }

    private static float choose(float ifOnes, float ifZero, int mask) {
        int zero = Float.floatToRawIntBits(ifZero);
        return Float.intBitsToFloat(zero ^ ((zero ^ Float.floatToRawIntBits(ifOnes)) & mask));
    }

    private void reserve(int length, int field, int filters) {
        if (plane.length < length) {
            plane = new float[length];
            shifted = new float[0][0];
            sums = new float[0][0];
        }
        if (shifted.length < field) {
            shifted = new float[field][plane.length];
        }
        if (sums.length < filters) {
            sums = new float[filters][plane.length];
        }
    }
}
