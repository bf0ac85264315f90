/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products between {@link VectorWinograd}'s tiles and weights, lanes over filters: each sum stays in a register. Of
 * vectors of 512 bits, one is multiplied by thirteen tiles. Narrower vectors are taken in pairs, by five tiles, a fifth of an
 * image of the reference network: each broadcast serves two products, as two loads and two products are all that a processor
 * does in a cycle.
 */
final class VectorTileProduct {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int LANES = Kernels.LANES;
    private static final int STEP = VectorKernels.STEP;
    private static final boolean WIDE = VectorKernels.WIDE;

    /** Tiles of narrower vectors at a time: two sums each, and 16 registers have room for what C2 loads ahead. */
    private static final int FEW = 5;

    /** Tiles that lie together. */
    static final int TILES = WIDE ? 13 : 2 * FEW;

    /** Filters at a time. */
    static final int FILTERS = WIDE ? STEP : 2 * STEP;

    /** From a tile to the next: an odd number of cache lines, so that one place of all tiles does not crowd into few sets. */
    static final int TILE = (ScalarWinograd.PLACES + 1) * LANES;

    /** From 16 channels or filters to the next 16. */
    static final int BLOCK = TILES * TILE;

    private VectorTileProduct() {}

    /**
     * Some tiles at one place: {@code sums[tile,k] = start[k] + Σ c tiles[tile,c]·weights[c,k]} for {@link #FILTERS} filters.
     * Others of the {@link #TILES} may be multiplied too.
     * @param apart From a channel's weights to the next. Were it a constant, C2 would load ahead across channels and keep sums
     *     on the stack instead.
     */
    static void multiply(
            int count,
            float[] tiles,
            int tilesAt,
            float[] weights,
            int weightsAt,
            int apart,
            int channels,
            float[] start,
            int startAt,
            float[] sums,
            int sumsAt) {
        if (WIDE) {
            thirteenByOne(tiles, tilesAt, weights, weightsAt, apart, channels, start, startAt, sums, sumsAt);
            return;
        }
        for (int tile = 0; tile < count * TILE; tile += FEW * TILE) {
            fiveByTwo(tiles, tilesAt + tile, weights, weightsAt, apart, channels, start, startAt, sums, sumsAt + tile);
        }
    }

    private static void thirteenByOne(
            float[] tiles,
            int tilesAt,
            float[] weights,
            int weightsAt,
            int apart,
            int channels,
            float[] start,
            int startAt,
            float[] sums,
            int sumsAt) {
        FloatVector sum0 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        FloatVector sum4 = sum0;
        FloatVector sum5 = sum0;
        FloatVector sum6 = sum0;
        FloatVector sum7 = sum0;
        FloatVector sum8 = sum0;
        FloatVector sum9 = sum0;
        FloatVector sum10 = sum0;
        FloatVector sum11 = sum0;
        FloatVector sum12 = sum0;
        int t = tilesAt;
        int w = weightsAt;
        int c = 2;
        // two channels at a time: half as much to do beside the products
        for (; c <= channels; c += 2, w += 2 * apart) {
            FloatVector weight = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector next = FloatVector.fromArray(FLOATS, weights, w + apart);
            sum0 = FloatVector.broadcast(FLOATS, tiles[t]).fma(weight, sum0);
            sum1 = FloatVector.broadcast(FLOATS, tiles[t + TILE]).fma(weight, sum1);
            sum2 = FloatVector.broadcast(FLOATS, tiles[t + 2 * TILE]).fma(weight, sum2);
            sum3 = FloatVector.broadcast(FLOATS, tiles[t + 3 * TILE]).fma(weight, sum3);
            sum4 = FloatVector.broadcast(FLOATS, tiles[t + 4 * TILE]).fma(weight, sum4);
            sum5 = FloatVector.broadcast(FLOATS, tiles[t + 5 * TILE]).fma(weight, sum5);
            sum6 = FloatVector.broadcast(FLOATS, tiles[t + 6 * TILE]).fma(weight, sum6);
            sum7 = FloatVector.broadcast(FLOATS, tiles[t + 7 * TILE]).fma(weight, sum7);
            sum8 = FloatVector.broadcast(FLOATS, tiles[t + 8 * TILE]).fma(weight, sum8);
            sum9 = FloatVector.broadcast(FLOATS, tiles[t + 9 * TILE]).fma(weight, sum9);
            sum10 = FloatVector.broadcast(FLOATS, tiles[t + 10 * TILE]).fma(weight, sum10);
            sum11 = FloatVector.broadcast(FLOATS, tiles[t + 11 * TILE]).fma(weight, sum11);
            sum12 = FloatVector.broadcast(FLOATS, tiles[t + 12 * TILE]).fma(weight, sum12);
            sum0 = FloatVector.broadcast(FLOATS, tiles[t + 1]).fma(next, sum0);
            sum1 = FloatVector.broadcast(FLOATS, tiles[t + 1 + TILE]).fma(next, sum1);
            sum2 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 2 * TILE]).fma(next, sum2);
            sum3 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 3 * TILE]).fma(next, sum3);
            sum4 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 4 * TILE]).fma(next, sum4);
            sum5 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 5 * TILE]).fma(next, sum5);
            sum6 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 6 * TILE]).fma(next, sum6);
            sum7 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 7 * TILE]).fma(next, sum7);
            sum8 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 8 * TILE]).fma(next, sum8);
            sum9 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 9 * TILE]).fma(next, sum9);
            sum10 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 10 * TILE]).fma(next, sum10);
            sum11 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 11 * TILE]).fma(next, sum11);
            sum12 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 12 * TILE]).fma(next, sum12);
            // behind the last of 16 channels lie those of the other tiles
            t += c % LANES == 0 ? BLOCK - LANES + 2 : 2;
        }
        if (c - 1 == channels) {
            FloatVector weight = FloatVector.fromArray(FLOATS, weights, w);
            sum0 = FloatVector.broadcast(FLOATS, tiles[t]).fma(weight, sum0);
            sum1 = FloatVector.broadcast(FLOATS, tiles[t + TILE]).fma(weight, sum1);
            sum2 = FloatVector.broadcast(FLOATS, tiles[t + 2 * TILE]).fma(weight, sum2);
            sum3 = FloatVector.broadcast(FLOATS, tiles[t + 3 * TILE]).fma(weight, sum3);
            sum4 = FloatVector.broadcast(FLOATS, tiles[t + 4 * TILE]).fma(weight, sum4);
            sum5 = FloatVector.broadcast(FLOATS, tiles[t + 5 * TILE]).fma(weight, sum5);
            sum6 = FloatVector.broadcast(FLOATS, tiles[t + 6 * TILE]).fma(weight, sum6);
            sum7 = FloatVector.broadcast(FLOATS, tiles[t + 7 * TILE]).fma(weight, sum7);
            sum8 = FloatVector.broadcast(FLOATS, tiles[t + 8 * TILE]).fma(weight, sum8);
            sum9 = FloatVector.broadcast(FLOATS, tiles[t + 9 * TILE]).fma(weight, sum9);
            sum10 = FloatVector.broadcast(FLOATS, tiles[t + 10 * TILE]).fma(weight, sum10);
            sum11 = FloatVector.broadcast(FLOATS, tiles[t + 11 * TILE]).fma(weight, sum11);
            sum12 = FloatVector.broadcast(FLOATS, tiles[t + 12 * TILE]).fma(weight, sum12);
        }
        FLOAT_VECTOR.cast(sum0).intoArray(sums, sumsAt);
        FLOAT_VECTOR.cast(sum1).intoArray(sums, sumsAt + TILE);
        FLOAT_VECTOR.cast(sum2).intoArray(sums, sumsAt + 2 * TILE);
        FLOAT_VECTOR.cast(sum3).intoArray(sums, sumsAt + 3 * TILE);
        FLOAT_VECTOR.cast(sum4).intoArray(sums, sumsAt + 4 * TILE);
        FLOAT_VECTOR.cast(sum5).intoArray(sums, sumsAt + 5 * TILE);
        FLOAT_VECTOR.cast(sum6).intoArray(sums, sumsAt + 6 * TILE);
        FLOAT_VECTOR.cast(sum7).intoArray(sums, sumsAt + 7 * TILE);
        FLOAT_VECTOR.cast(sum8).intoArray(sums, sumsAt + 8 * TILE);
        FLOAT_VECTOR.cast(sum9).intoArray(sums, sumsAt + 9 * TILE);
        FLOAT_VECTOR.cast(sum10).intoArray(sums, sumsAt + 10 * TILE);
        FLOAT_VECTOR.cast(sum11).intoArray(sums, sumsAt + 11 * TILE);
        FLOAT_VECTOR.cast(sum12).intoArray(sums, sumsAt + 12 * TILE);
    }

    private static void fiveByTwo(
            float[] tiles,
            int tilesAt,
            float[] weights,
            int weightsAt,
            int apart,
            int channels,
            float[] start,
            int startAt,
            float[] sums,
            int sumsAt) {
        FloatVector left0 = FloatVector.fromArray(FLOATS, start, startAt);
        FloatVector left1 = left0;
        FloatVector left2 = left0;
        FloatVector left3 = left0;
        FloatVector left4 = left0;
        FloatVector right0 = FloatVector.fromArray(FLOATS, start, startAt + STEP);
        FloatVector right1 = right0;
        FloatVector right2 = right0;
        FloatVector right3 = right0;
        FloatVector right4 = right0;
        int t = tilesAt;
        int w = weightsAt;
        int c = 2;
        for (; c <= channels; c += 2, w += 2 * apart) {
            FloatVector left = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector right = FloatVector.fromArray(FLOATS, weights, w + STEP);
            FloatVector tile0 = FloatVector.broadcast(FLOATS, tiles[t]);
            left0 = tile0.fma(left, left0);
            right0 = tile0.fma(right, right0);
            FloatVector tile1 = FloatVector.broadcast(FLOATS, tiles[t + TILE]);
            left1 = tile1.fma(left, left1);
            right1 = tile1.fma(right, right1);
            FloatVector tile2 = FloatVector.broadcast(FLOATS, tiles[t + 2 * TILE]);
            left2 = tile2.fma(left, left2);
            right2 = tile2.fma(right, right2);
            FloatVector tile3 = FloatVector.broadcast(FLOATS, tiles[t + 3 * TILE]);
            left3 = tile3.fma(left, left3);
            right3 = tile3.fma(right, right3);
            FloatVector tile4 = FloatVector.broadcast(FLOATS, tiles[t + 4 * TILE]);
            left4 = tile4.fma(left, left4);
            right4 = tile4.fma(right, right4);
            FloatVector nextLeft = FloatVector.fromArray(FLOATS, weights, w + apart);
            FloatVector nextRight = FloatVector.fromArray(FLOATS, weights, w + apart + STEP);
            FloatVector nextTile0 = FloatVector.broadcast(FLOATS, tiles[t + 1]);
            left0 = nextTile0.fma(nextLeft, left0);
            right0 = nextTile0.fma(nextRight, right0);
            FloatVector nextTile1 = FloatVector.broadcast(FLOATS, tiles[t + 1 + TILE]);
            left1 = nextTile1.fma(nextLeft, left1);
            right1 = nextTile1.fma(nextRight, right1);
            FloatVector nextTile2 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 2 * TILE]);
            left2 = nextTile2.fma(nextLeft, left2);
            right2 = nextTile2.fma(nextRight, right2);
            FloatVector nextTile3 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 3 * TILE]);
            left3 = nextTile3.fma(nextLeft, left3);
            right3 = nextTile3.fma(nextRight, right3);
            FloatVector nextTile4 = FloatVector.broadcast(FLOATS, tiles[t + 1 + 4 * TILE]);
            left4 = nextTile4.fma(nextLeft, left4);
            right4 = nextTile4.fma(nextRight, right4);
            t += c % LANES == 0 ? BLOCK - LANES + 2 : 2;
        }
        if (c - 1 == channels) {
            FloatVector left = FloatVector.fromArray(FLOATS, weights, w);
            FloatVector right = FloatVector.fromArray(FLOATS, weights, w + STEP);
            FloatVector tile0 = FloatVector.broadcast(FLOATS, tiles[t]);
            left0 = tile0.fma(left, left0);
            right0 = tile0.fma(right, right0);
            FloatVector tile1 = FloatVector.broadcast(FLOATS, tiles[t + TILE]);
            left1 = tile1.fma(left, left1);
            right1 = tile1.fma(right, right1);
            FloatVector tile2 = FloatVector.broadcast(FLOATS, tiles[t + 2 * TILE]);
            left2 = tile2.fma(left, left2);
            right2 = tile2.fma(right, right2);
            FloatVector tile3 = FloatVector.broadcast(FLOATS, tiles[t + 3 * TILE]);
            left3 = tile3.fma(left, left3);
            right3 = tile3.fma(right, right3);
            FloatVector tile4 = FloatVector.broadcast(FLOATS, tiles[t + 4 * TILE]);
            left4 = tile4.fma(left, left4);
            right4 = tile4.fma(right, right4);
        }
        FLOAT_VECTOR.cast(left0).intoArray(sums, sumsAt);
        FLOAT_VECTOR.cast(right0).intoArray(sums, sumsAt + STEP);
        FLOAT_VECTOR.cast(left1).intoArray(sums, sumsAt + TILE);
        FLOAT_VECTOR.cast(right1).intoArray(sums, sumsAt + TILE + STEP);
        FLOAT_VECTOR.cast(left2).intoArray(sums, sumsAt + 2 * TILE);
        FLOAT_VECTOR.cast(right2).intoArray(sums, sumsAt + 2 * TILE + STEP);
        FLOAT_VECTOR.cast(left3).intoArray(sums, sumsAt + 3 * TILE);
        FLOAT_VECTOR.cast(right3).intoArray(sums, sumsAt + 3 * TILE + STEP);
        FLOAT_VECTOR.cast(left4).intoArray(sums, sumsAt + 4 * TILE);
        FLOAT_VECTOR.cast(right4).intoArray(sums, sumsAt + 4 * TILE + STEP);
    }
}
