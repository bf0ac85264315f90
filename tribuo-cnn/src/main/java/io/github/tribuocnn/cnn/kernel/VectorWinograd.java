/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.INT_VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution by 3x3 kernels, ReLU and 2x2 max-pooling over many channels, as {@link ScalarWinograd} specifies. Tiles are
 * turned with lanes over channels, then multiplied and turned back with lanes over filters. As many tiles are taken through
 * all three as the products take at a time, so that what lies between stays in the first-level cache.
 *
 * <p>Between the three, values lie as {@code [channels / 16][tile][place][16]}, sums as {@code [filters / 16][tile][place][16]},
 * weights as {@code [place][filters / 16][channel][16]}: steps that are constants become part of an instruction, one check of
 * the bounds serves all of them, and a product finds all its weights in a row.
 *
 * <p>An instance is the working space of one thread.
 */
final class VectorWinograd {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;
    private static final int LANES = Kernels.LANES;
    private static final int PLACES = ScalarWinograd.PLACES;

    private static final int TILES = VectorTileProduct.TILES;
    private static final int TILE = VectorTileProduct.TILE;

    /** Where the tiles at hand begin in the input. */
    private final int[] firstPixels = new int[TILES];

    /** Of one channel of a tile. */
    private final float[] rows = new float[PLACES];

    /** Weights, tiles and sums, in this order. */
    private CacheLines.Room room = CacheLines.Room.NONE;

    /** Where tiles begin. Behind the last tiles of a call lies what earlier ones left, whose sums nobody reads. */
    private int tiles;

    private int sums;

    private float[] zeros = new float[0];

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
        reserve(shape);
        turnWeights(shape, parameters, parametersAt);
        int filters = shape.filterStride;
        int[] windows = shape.windows;
        int image = inOffset;
        int window = 0;
        for (int first = 0, all = images * windows.length; first < all; first += TILES) {
            int count = Math.min(TILES, all - first);
            for (int t = 0; t < count; t++) {
                firstPixels[t] = image + windows[window];
                window++;
                if (window == windows.length) {
                    window = 0;
                    image += shape.imageStride();
                }
            }
            turnTiles(shape, in, count);
            addChannels(shape, parameters, parametersAt + shape.taps.length * filters, count);
            for (int k = 0; k < filters; k += STEP) {
                int at = first * filters + k;
                selectOutputs(
                        room.array(),
                        sums + blocked(k),
                        count,
                        filters,
                        out,
                        outOffset + at,
                        winners,
                        winnersOffset + at);
            }
        }
    }

    /** Where a channel or filter of the first tile lies at the first place. */
    private static int blocked(int channel) {
        return channel / LANES * VectorTileProduct.BLOCK + channel % LANES;
    }

    /** Where a weight lies at the first place. */
    private int weight(ConvolutionShape shape, int channel, int filter) {
        return room.first() + (filter / LANES * shape.channels + channel) * LANES + filter % LANES;
    }

    private void reserve(ConvolutionShape shape) {
        tiles = ScalarWinograd.turnedSize(shape);
        sums = tiles + blocked(Kernels.padded(shape.channels));
        int size = sums + blocked(shape.filterStride);
        if (room.floats() < size) {
            room = CacheLines.room(size);
        }
        tiles += room.first();
        sums += room.first();
        if (zeros.length < shape.filterStride) {
            zeros = new float[shape.filterStride];
        }
    }

    /** G·g·Gᵀ */
    private void turnWeights(ConvolutionShape shape, float[] parameters, int parametersAt) {
        int filters = shape.filterStride;
        int place = shape.channels * filters;
        for (int c = 0; c < shape.channels; c++) {
            int channel = parametersAt + c * 9 * filters;
            for (int k = 0; k < filters; k += STEP) {
                turnWeights(parameters, channel + k, filters, room.array(), weight(shape, c, k), place);
            }
        }
    }

    /** Of one channel and a vector of filters. */
    private static void turnWeights(float[] parameters, int g, int filters, float[] weights, int u, int place) {
        FloatVector g00 = FloatVector.fromArray(FLOATS, parameters, g);
        FloatVector g10 = FloatVector.fromArray(FLOATS, parameters, g + 3 * filters);
        FloatVector g20 = FloatVector.fromArray(FLOATS, parameters, g + 6 * filters);
        FloatVector outer0 = g00.add(g20);
        FloatVector h10 = outer0.add(g10).mul(0.5f);
        FloatVector h20 = outer0.sub(g10).mul(0.5f);
        FloatVector g01 = FloatVector.fromArray(FLOATS, parameters, g + filters);
        FloatVector g11 = FloatVector.fromArray(FLOATS, parameters, g + 4 * filters);
        FloatVector g21 = FloatVector.fromArray(FLOATS, parameters, g + 7 * filters);
        FloatVector outer1 = g01.add(g21);
        FloatVector h11 = outer1.add(g11).mul(0.5f);
        FloatVector h21 = outer1.sub(g11).mul(0.5f);
        FloatVector g02 = FloatVector.fromArray(FLOATS, parameters, g + 2 * filters);
        FloatVector g12 = FloatVector.fromArray(FLOATS, parameters, g + 5 * filters);
        FloatVector g22 = FloatVector.fromArray(FLOATS, parameters, g + 8 * filters);
        FloatVector outer2 = g02.add(g22);
        FloatVector h12 = outer2.add(g12).mul(0.5f);
        FloatVector h22 = outer2.sub(g12).mul(0.5f);
        FLOAT_VECTOR.cast(g00).intoArray(weights, u);
        FloatVector row0 = g00.add(g02);
        FLOAT_VECTOR.cast(row0.add(g01).mul(0.5f)).intoArray(weights, u + place);
        FLOAT_VECTOR.cast(row0.sub(g01).mul(0.5f)).intoArray(weights, u + 2 * place);
        FLOAT_VECTOR.cast(g02).intoArray(weights, u + 3 * place);
        FLOAT_VECTOR.cast(h10).intoArray(weights, u + 4 * place);
        FloatVector row1 = h10.add(h12);
        FLOAT_VECTOR.cast(row1.add(h11).mul(0.5f)).intoArray(weights, u + 5 * place);
        FLOAT_VECTOR.cast(row1.sub(h11).mul(0.5f)).intoArray(weights, u + 6 * place);
        FLOAT_VECTOR.cast(h12).intoArray(weights, u + 7 * place);
        FLOAT_VECTOR.cast(h20).intoArray(weights, u + 8 * place);
        FloatVector row2 = h20.add(h22);
        FLOAT_VECTOR.cast(row2.add(h21).mul(0.5f)).intoArray(weights, u + 9 * place);
        FLOAT_VECTOR.cast(row2.sub(h21).mul(0.5f)).intoArray(weights, u + 10 * place);
        FLOAT_VECTOR.cast(h22).intoArray(weights, u + 11 * place);
        FLOAT_VECTOR.cast(g20).intoArray(weights, u + 12 * place);
        FloatVector row3 = g20.add(g22);
        FLOAT_VECTOR.cast(row3.add(g21).mul(0.5f)).intoArray(weights, u + 13 * place);
        FLOAT_VECTOR.cast(row3.sub(g21).mul(0.5f)).intoArray(weights, u + 14 * place);
        FLOAT_VECTOR.cast(g22).intoArray(weights, u + 15 * place);
    }

    private void turnTiles(ConvolutionShape shape, float[] in, int count) {
        int channels = shape.channels;
        // where pixels are padded to whole vectors, what follows the last channel is 0
        int whole = shape.pixelStride % LANES == 0 ? shape.pixelStride : channels / STEP * STEP;
        for (int c = 0; c < whole; c += STEP) {
            turnTiles(
                    in, firstPixels, c, shape.pixelStride, shape.rowStride(), room.array(), tiles + blocked(c), count);
        }
        for (int c = whole; c < channels; c++) {
            for (int t = 0; t < count; t++) {
                ScalarWinograd.turnTile(
                        shape, in, firstPixels[t] + c, rows, room.array(), tiles + blocked(c) + t * TILE, LANES);
            }
        }
    }

    /** Bᵀ·d·B, a vector of channels */
    private static void turnTiles(
            float[] in, int[] firstPixels, int c, int right, int down, float[] tiles, int tile, int count) {
        for (int t = 0, v = tile; t < count; t++, v += TILE) {
            int row0 = firstPixels[t] + c;
            int row1 = row0 + down;
            int row2 = row1 + down;
            int row3 = row2 + down;
            FloatVector in10 = FloatVector.fromArray(FLOATS, in, row1);
            FloatVector in20 = FloatVector.fromArray(FLOATS, in, row2);
            FloatVector v00 = FloatVector.fromArray(FLOATS, in, row0).sub(in20);
            FloatVector v10 = in10.add(in20);
            FloatVector v20 = in20.sub(in10);
            FloatVector v30 = in10.sub(FloatVector.fromArray(FLOATS, in, row3));
            FloatVector in11 = FloatVector.fromArray(FLOATS, in, row1 + right);
            FloatVector in21 = FloatVector.fromArray(FLOATS, in, row2 + right);
            FloatVector v01 = FloatVector.fromArray(FLOATS, in, row0 + right).sub(in21);
            FloatVector v11 = in11.add(in21);
            FloatVector v21 = in21.sub(in11);
            FloatVector v31 = in11.sub(FloatVector.fromArray(FLOATS, in, row3 + right));
            FloatVector in12 = FloatVector.fromArray(FLOATS, in, row1 + 2 * right);
            FloatVector in22 = FloatVector.fromArray(FLOATS, in, row2 + 2 * right);
            FloatVector v02 =
                    FloatVector.fromArray(FLOATS, in, row0 + 2 * right).sub(in22);
            FloatVector v12 = in12.add(in22);
            FloatVector v22 = in22.sub(in12);
            FloatVector v32 = in12.sub(FloatVector.fromArray(FLOATS, in, row3 + 2 * right));
            FloatVector in13 = FloatVector.fromArray(FLOATS, in, row1 + 3 * right);
            FloatVector in23 = FloatVector.fromArray(FLOATS, in, row2 + 3 * right);
            FloatVector v03 =
                    FloatVector.fromArray(FLOATS, in, row0 + 3 * right).sub(in23);
            FloatVector v13 = in13.add(in23);
            FloatVector v23 = in23.sub(in13);
            FloatVector v33 = in13.sub(FloatVector.fromArray(FLOATS, in, row3 + 3 * right));
            FLOAT_VECTOR.cast(v00.sub(v02)).intoArray(tiles, v);
            FLOAT_VECTOR.cast(v01.add(v02)).intoArray(tiles, v + LANES);
            FLOAT_VECTOR.cast(v02.sub(v01)).intoArray(tiles, v + 2 * LANES);
            FLOAT_VECTOR.cast(v01.sub(v03)).intoArray(tiles, v + 3 * LANES);
            FLOAT_VECTOR.cast(v10.sub(v12)).intoArray(tiles, v + 4 * LANES);
            FLOAT_VECTOR.cast(v11.add(v12)).intoArray(tiles, v + 5 * LANES);
            FLOAT_VECTOR.cast(v12.sub(v11)).intoArray(tiles, v + 6 * LANES);
            FLOAT_VECTOR.cast(v11.sub(v13)).intoArray(tiles, v + 7 * LANES);
            FLOAT_VECTOR.cast(v20.sub(v22)).intoArray(tiles, v + 8 * LANES);
            FLOAT_VECTOR.cast(v21.add(v22)).intoArray(tiles, v + 9 * LANES);
            FLOAT_VECTOR.cast(v22.sub(v21)).intoArray(tiles, v + 10 * LANES);
            FLOAT_VECTOR.cast(v21.sub(v23)).intoArray(tiles, v + 11 * LANES);
            FLOAT_VECTOR.cast(v30.sub(v32)).intoArray(tiles, v + 12 * LANES);
            FLOAT_VECTOR.cast(v31.add(v32)).intoArray(tiles, v + 13 * LANES);
            FLOAT_VECTOR.cast(v32.sub(v31)).intoArray(tiles, v + 14 * LANES);
            FLOAT_VECTOR.cast(v31.sub(v33)).intoArray(tiles, v + 15 * LANES);
        }
    }

    private void addChannels(ConvolutionShape shape, float[] parameters, int biases, int count) {
        int filters = shape.filterStride;
        for (int place = 0; place < PLACES; place++) {
            boolean biased = place == ScalarWinograd.BIASED;
            for (int k = 0; k < filters; k += VectorTileProduct.FILTERS) {
                VectorTileProduct.multiply(
                        count,
                        room.array(),
                        tiles + place * LANES,
                        room.array(),
                        weight(shape, 0, k) + place * shape.channels * filters,
                        LANES,
                        shape.channels,
                        biased ? parameters : zeros,
                        biased ? biases + k : k,
                        room.array(),
                        sums + blocked(k) + place * LANES);
            }
        }
    }

    /** Aᵀ·m·A, then the winners, for a vector of filters */
    private static void selectOutputs(
            float[] sums, int sumsAt, int count, int filters, float[] out, int outAt, int[] winners, int winnersAt) {
        for (int t = 0, m = sumsAt, at = 0; t < count; t++, m += TILE, at += filters) {
            FloatVector m10 = FloatVector.fromArray(FLOATS, sums, m + 4 * LANES);
            FloatVector m20 = FloatVector.fromArray(FLOATS, sums, m + 8 * LANES);
            FloatVector top0 = FloatVector.fromArray(FLOATS, sums, m).add(m10).add(m20);
            FloatVector low0 = m10.sub(m20).sub(FloatVector.fromArray(FLOATS, sums, m + 12 * LANES));
            FloatVector m11 = FloatVector.fromArray(FLOATS, sums, m + 5 * LANES);
            FloatVector m21 = FloatVector.fromArray(FLOATS, sums, m + 9 * LANES);
            FloatVector top1 =
                    FloatVector.fromArray(FLOATS, sums, m + LANES).add(m11).add(m21);
            FloatVector low1 = m11.sub(m21).sub(FloatVector.fromArray(FLOATS, sums, m + 13 * LANES));
            FloatVector m12 = FloatVector.fromArray(FLOATS, sums, m + 6 * LANES);
            FloatVector m22 = FloatVector.fromArray(FLOATS, sums, m + 10 * LANES);
            FloatVector top2 =
                    FloatVector.fromArray(FLOATS, sums, m + 2 * LANES).add(m12).add(m22);
            FloatVector low2 = m12.sub(m22).sub(FloatVector.fromArray(FLOATS, sums, m + 14 * LANES));
            FloatVector m13 = FloatVector.fromArray(FLOATS, sums, m + 7 * LANES);
            FloatVector m23 = FloatVector.fromArray(FLOATS, sums, m + 11 * LANES);
            FloatVector top3 =
                    FloatVector.fromArray(FLOATS, sums, m + 3 * LANES).add(m13).add(m23);
            FloatVector low3 = m13.sub(m23).sub(FloatVector.fromArray(FLOATS, sums, m + 15 * LANES));
            FloatVector out00 = top0.add(top1).add(top2);
            FloatVector out01 = top1.sub(top2).sub(top3);
            FloatVector out10 = low0.add(low1).add(low2);
            FloatVector out11 = low1.sub(low2).sub(low3);
            IntVector right = out00.sub(out01).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector bits00 = out00.viewAsIntegralLanes();
            IntVector top = bits00.lanewise(
                    XOR, bits00.lanewise(XOR, out01.viewAsIntegralLanes()).and(right));
            IntVector topWinner = right.and(3).lanewise(XOR, 1);
            IntVector lowRight = out10.sub(out11).viewAsIntegralLanes().lanewise(ASHR, 31);
            IntVector bits10 = out10.viewAsIntegralLanes();
            IntVector low = bits10.lanewise(
                    XOR, bits10.lanewise(XOR, out11.viewAsIntegralLanes()).and(lowRight));
            IntVector lowWinner = lowRight.and(12).lanewise(XOR, 4);
            IntVector down = top.viewAsFloatingLanes()
                    .sub(low.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            IntVector best = top.lanewise(XOR, top.lanewise(XOR, low).and(down));
            IntVector winner =
                    topWinner.lanewise(XOR, topWinner.lanewise(XOR, lowWinner).and(down));
            IntVector positive = FloatVector.zero(FLOATS)
                    .sub(best.viewAsFloatingLanes())
                    .viewAsIntegralLanes()
                    .lanewise(ASHR, 31);
            FLOAT_VECTOR.cast(best.and(positive).viewAsFloatingLanes()).intoArray(out, outAt + at);
            INT_VECTOR.cast(winner.and(positive)).intoArray(winners, winnersAt + at);
        }
    }
}
