/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/**
 * What {@link ScalarWinograd} specifies, in the one form that C2 turns into vector instructions by itself, as in
 * {@link PlanarConvolution}: a plane holds one value of each tile, and loops run along planes.
 *
 * <p>An instance is the working space of one thread.
 */
final class PlanarWinograd {

    private static final int PLACES = ScalarWinograd.PLACES;

    /** The most tiles in a plane: the planes of a place, those of 128 channels and a sum, fit a second-level cache. */
    private static final int TILES = 256;

    /** Where each tile begins in the input. */
    private int[] firstPixels = new int[0];

    /** One channel's pixels, and these with their columns turned. */
    private float[][] pixels = new float[0][0];

    private float[][] columns = new float[0][0];

    /** [16][C] planes */
    private float[][] tiles = new float[0][0];

    /** [16][K] planes */
    private float[][] sums = new float[0][0];

    /** The rows of a filter's sums, then its outputs. */
    private float[][] rows = new float[0][0];

    private float[][] outputs = new float[0][0];
    private float[] weights = new float[0];
    private float[] weightRows = new float[0];

    /** As {@link Kernels#convolvePooled}. */
    void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int parametersAt,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        int[] windows = shape.windows;
        int all = images * windows.length;
        reserve(shape, Math.min(TILES, all));
        ScalarWinograd.turnWeights(shape, parameters, parametersAt, weights, weightRows);
        int biases = parametersAt + shape.taps.length * shape.filterStride;
        Arrays.fill(out, outOffset, outOffset + images * shape.pooledStride(), 0f);
        Arrays.fill(winners, winnersOffset, winnersOffset + images * shape.pooledStride(), 0);
        for (int first = 0; first < all; first += TILES) {
            int count = Math.min(TILES, all - first);
            for (int i = 0; i < count; i++) {
                int image = (first + i) / windows.length;
                firstPixels[i] = inOffset + image * shape.imageStride() + windows[first + i - image * windows.length];
            }
            for (int c = 0; c < shape.channels; c++) {
                turnTiles(shape, in, c, count);
            }
            addChannels(shape, parameters, biases, count);
            int at = first * shape.filterStride;
            for (int k = 0; k < shape.filters; k++) {
                selectOutputs(shape, k, count, out, outOffset + at, winners, winnersOffset + at);
            }
        }
    }

    private void turnTiles(ConvolutionShape shape, float[] in, int c, int count) {
        for (int pixel = 0; pixel < PLACES; pixel++) {
            float[] plane = pixels[pixel];
            int offset = pixel / 4 * shape.rowStride() + pixel % 4 * shape.pixelStride + c;
            for (int i = 0; i < count; i++) {
                plane[i] = in[firstPixels[i] + offset];
            }
        }
        for (int column = 0; column < 4; column++) {
            turnLine(pixels, column, 4, columns, column, 4, count);
        }
        for (int row = 0; row < 4; row++) {
            turnLine(columns, 4 * row, 1, tiles, 4 * row * shape.channels + c, shape.channels, count);
        }
    }

    /** Bᵀ */
    private static void turnLine(float[][] d, int at, int step, float[][] v, int to, int toStep, int count) {
        float[] d0 = d[at];
        float[] d1 = d[at + step];
        float[] d2 = d[at + 2 * step];
        float[] d3 = d[at + 3 * step];
        subtract(d0, d2, v[to], count);
        add(d1, d2, v[to + toStep], count);
        subtract(d2, d1, v[to + 2 * toStep], count);
        subtract(d1, d3, v[to + 3 * toStep], count);
    }

    private void addChannels(ConvolutionShape shape, float[] parameters, int biases, int count) {
        int filters = shape.filterStride;
        for (int place = 0; place < PLACES; place++) {
            for (int k = 0; k < shape.filters; k++) {
                float[] sum = sums[place * shape.filters + k];
                Arrays.fill(sum, 0, count, place == ScalarWinograd.BIASED ? parameters[biases + k] : 0f);
                int first = place * shape.channels;
                int c = first;
                for (; c + 4 <= first + shape.channels; c += 4) {
                    int w = c * filters + k;
                    addFour(
                            sum,
                            count,
                            tiles[c],
                            weights[w],
                            tiles[c + 1],
                            weights[w + filters],
                            tiles[c + 2],
                            weights[w + 2 * filters],
                            tiles[c + 3],
                            weights[w + 3 * filters]);
                }
                for (; c < first + shape.channels; c++) {
                    addOne(sum, count, tiles[c], weights[c * filters + k]);
                }
            }
        }
    }

    private static void addFour(
            float[] sum,
            int count,
            float[] x0,
            float w0,
            float[] x1,
            float w1,
            float[] x2,
            float w2,
            float[] x3,
            float w3) {
        for (int i = 0; i < count; i++) {
            sum[i] = Math.fma(x3[i], w3, Math.fma(x2[i], w2, Math.fma(x1[i], w1, Math.fma(x0[i], w0, sum[i]))));
        }
    }

    private static void addOne(float[] sum, int count, float[] x, float w) {
        for (int i = 0; i < count; i++) {
            sum[i] = Math.fma(x[i], w, sum[i]);
        }
    }

    private void selectOutputs(
            ConvolutionShape shape, int k, int count, float[] out, int outOffset, int[] winners, int winnersOffset) {
        for (int column = 0; column < 4; column++) {
            turnBackLine(sums, column * shape.filters + k, 4 * shape.filters, rows, column, 4, count);
        }
        turnBackLine(rows, 0, 1, outputs, 0, 1, count);
        turnBackLine(rows, 4, 1, outputs, 2, 1, count);
        float[] top0 = outputs[0];
        float[] top1 = outputs[1];
        float[] low0 = outputs[2];
        float[] low1 = outputs[3];
        for (int i = 0, at = k; i < count; i++, at += shape.filterStride) {
            PlanarConvolution.select(
                    top0[i], top1[i], low0[i], low1[i], out, outOffset + at, winners, winnersOffset + at);
        }
    }

    /** Aᵀ */
    private static void turnBackLine(float[][] m, int at, int step, float[][] y, int to, int toStep, int count) {
        float[] m1 = m[at + step];
        float[] m2 = m[at + 2 * step];
        float[] high = y[to];
        float[] low = y[to + toStep];
        add(m[at], m1, high, count);
        add(high, m2, high, count);
        subtract(m1, m2, low, count);
        subtract(low, m[at + 3 * step], low, count);
    }

    private static void add(float[] x, float[] y, float[] z, int count) {
        for (int i = 0; i < count; i++) {
            z[i] = x[i] + y[i];
        }
    }

    private static void subtract(float[] x, float[] y, float[] z, int count) {
        for (int i = 0; i < count; i++) {
            z[i] = x[i] - y[i];
        }
    }

    private void reserve(ConvolutionShape shape, int length) {
        if (firstPixels.length < length) {
            firstPixels = new int[length];
            pixels = new float[PLACES][length];
            columns = new float[PLACES][length];
            rows = new float[8][length];
            outputs = new float[4][length];
            tiles = new float[0][0];
            sums = new float[0][0];
        }
        if (weights.length < ScalarWinograd.turnedSize(shape)) {
            weights = new float[ScalarWinograd.turnedSize(shape)];
        }
        if (weightRows.length < 12 * shape.filterStride) {
            weightRows = new float[12 * shape.filterStride];
        }
        if (tiles.length < PLACES * shape.channels) {
            tiles = new float[PLACES * shape.channels][firstPixels.length];
        }
        if (sums.length < PLACES * shape.filters) {
            sums = new float[PLACES * shape.filters][firstPixels.length];
        }
    }
}
