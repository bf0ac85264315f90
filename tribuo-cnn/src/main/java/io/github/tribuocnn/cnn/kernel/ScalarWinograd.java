/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The specification of Winograd's minimal filtering F(2x2, 3x3): the four outputs of a pool window with 16 products a
 * channel instead of 36. A tile is the 4x4 pixels that a window's outputs meet.
 *
 * <p>{@code outputs = Aᵀ·[Σ c (G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A}, with the weights g [3][3] and the tile d [4][4] of channel c. The
 * matrices are applied as {@link #weightsLine}, {@link #pixelsLine} and {@link #sumsLine} say, down the columns first, then
 * along the rows. Each of the 16 places has a sum over channels, a chain of {@code fma} in channel order that begins with 0;
 * only that of {@link #BIASED} begins with the bias, because Aᵀ and A add it to all four outputs.
 *
 * <p>See: Lavin, A. and Gray, S. "Fast Algorithms for Convolutional Neural Networks", CVPR 2016.
 */
final class ScalarWinograd {

    /** The products of a tile and channel: 4 rows of 4. */
    static final int PLACES = 16;

    /** The place in row 1, column 1. */
    static final int BIASED = 5;

    private ScalarWinograd() {}

    /** As {@link Kernels#convolvePooled}. */
    static void convolvePooled(
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
        int filters = shape.filterStride;
        float[] turned = new float[turnedSize(shape)];
        turnWeights(shape, parameters, weights, turned, new float[12 * filters]);
        float[] tile = new float[PLACES * shape.channels];
        float[] rows = new float[PLACES];
        float[] sums = new float[PLACES * filters];
        float[] outputs = new float[4];
        int at = 0;
        for (int n = 0; n < images; n++) {
            for (int window : shape.windows) {
                for (int c = 0; c < shape.channels; c++) {
                    int first = inOffset + n * shape.imageStride() + window + c;
                    turnTile(shape, in, first, rows, tile, c, shape.channels);
                }
                addChannels(shape, tile, turned, parameters, weights, sums);
                for (int k = 0; k < filters; k++) {
                    outputs(sums, k, filters, outputs);
                    select(outputs, out, outOffset + at + k, winners, winnersOffset + at + k);
                }
                at += filters;
            }
        }
    }

    /** Floats of all weights once they are turned. */
    static int turnedSize(ConvolutionShape shape) {
        return PLACES * shape.channels * shape.filterStride;
    }

    /**
     * All weights, [C][3][3][K] → [16][C][K].
     * @param turned Receives them.
     * @param rows Working space: 12 floats for each filter.
     */
    static void turnWeights(ConvolutionShape shape, float[] parameters, int weights, float[] turned, float[] rows) {
        int filters = shape.filterStride;
        int place = shape.channels * filters;
        for (int c = 0; c < shape.channels; c++) {
            for (int column = 0; column < 3; column++) {
                int w = weights + (c * 9 + column) * filters;
                weightsLine(parameters, w, 3 * filters, rows, column * filters, 3 * filters, filters);
            }
            for (int row = 0; row < 4; row++) {
                int to = 4 * row * place + c * filters;
                weightsLine(rows, 3 * row * filters, filters, turned, to, place, filters);
            }
        }
    }

    /** G: three values to four, for each filter. */
    private static void weightsLine(float[] g, int at, int step, float[] u, int to, int toStep, int filters) {
        for (int k = 0; k < filters; k++) {
            float g0 = g[at + k];
            float g1 = g[at + step + k];
            float g2 = g[at + 2 * step + k];
            u[to + k] = g0;
            u[to + toStep + k] = 0.5f * ((g0 + g2) + g1);
            u[to + 2 * toStep + k] = 0.5f * ((g0 + g2) - g1);
            u[to + 3 * toStep + k] = g2;
        }
    }

    /**
     * One channel of one tile.
     * @param first Where its first pixel lies.
     * @param rows Working space: 16 floats.
     * @param turned Receives 16 values.
     * @param to Where the first goes.
     * @param toStep From a place to the next.
     */
    static void turnTile(
            ConvolutionShape shape, float[] in, int first, float[] rows, float[] turned, int to, int toStep) {
        for (int column = 0; column < 4; column++) {
            pixelsLine(in, first + column * shape.pixelStride, shape.rowStride(), rows, column, 4);
        }
        for (int row = 0; row < 4; row++) {
            pixelsLine(rows, 4 * row, 1, turned, to + 4 * row * toStep, toStep);
        }
    }

    /** Bᵀ: four values to four. */
    private static void pixelsLine(float[] d, int at, int step, float[] v, int to, int toStep) {
        float d0 = d[at];
        float d1 = d[at + step];
        float d2 = d[at + 2 * step];
        float d3 = d[at + 3 * step];
        v[to] = d0 - d2;
        v[to + toStep] = d1 + d2;
        v[to + 2 * toStep] = d2 - d1;
        v[to + 3 * toStep] = d1 - d3;
    }

    /** {@code sums[place,k] = start + Σ c tile[place,c]·turned[place,c,k]} */
    private static void addChannels(
            ConvolutionShape shape, float[] tile, float[] turned, float[] parameters, int weights, float[] sums) {
        int filters = shape.filterStride;
        int biases = weights + shape.taps.length * filters;
        for (int place = 0; place < PLACES; place++) {
            for (int k = 0; k < filters; k++) {
                float sum = place == BIASED ? parameters[biases + k] : 0f;
                for (int c = 0; c < shape.channels; c++) {
                    int product = place * shape.channels + c;
                    sum = Math.fma(tile[product], turned[product * filters + k], sum);
                }
                sums[place * filters + k] = sum;
            }
        }
    }

    /** One filter's outputs of a tile, row by row. */
    private static void outputs(float[] sums, int at, int place, float[] outputs) {
        float[] rows = new float[8];
        for (int column = 0; column < 4; column++) {
            sumsLine(sums, at + column * place, 4 * place, rows, column, 4);
        }
        for (int row = 0; row < 2; row++) {
            sumsLine(rows, 4 * row, 1, outputs, 2 * row, 1);
        }
    }

    /** Aᵀ: four values to two. */
    private static void sumsLine(float[] m, int at, int step, float[] y, int to, int toStep) {
        float m0 = m[at];
        float m1 = m[at + step];
        float m2 = m[at + 2 * step];
        float m3 = m[at + 3 * step];
        y[to] = (m0 + m1) + m2;
        y[to + toStep] = (m1 - m2) - m3;
    }

    /** The first of the largest outputs wins, if it is above 0. */
    private static void select(float[] outputs, float[] out, int outAt, int[] winners, int winnerAt) {
        out[outAt] = 0f;
        winners[winnerAt] = 0;
        for (int candidate = 0; candidate < 4; candidate++) {
            if (outputs[candidate] > out[outAt]) {
                out[outAt] = outputs[candidate];
                winners[winnerAt] = 1 << candidate;
            }
        }
    }
}
