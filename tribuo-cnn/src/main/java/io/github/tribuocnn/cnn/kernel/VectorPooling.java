/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.INT_VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.NOT;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Pooling, lanes over channels. A window is worked off row by row; between rows its state lies in the output. */
final class VectorPooling {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;
    private static final int STEP = VectorKernels.STEP;

    private VectorPooling() {}

    static void max(
            PoolShape shape,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        int channels = shape.pixelStride();
        int at = 0;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            for (int y = 0; y < shape.outHeight(); y++) {
                for (int x = 0; x < shape.outWidth(); x++, at += channels) {
                    int first = shape.pixel(shape.firstRow(y), shape.firstColumn(x));
                    System.arraycopy(in, image + first, out, outOffset + at, channels);
                    Arrays.fill(winners, winnersOffset + at, winnersOffset + at + channels, first);
                    int columns = shape.endColumn(x) - shape.firstColumn(x);
                    for (int row = shape.firstRow(y); row < shape.endRow(y); row++) {
                        int pixel = shape.pixel(row, shape.firstColumn(x));
                        maxOfRow(channels, columns, in, image, pixel, out, outOffset + at, winners, winnersOffset + at);
                    }
                }
            }
        }
    }

    /** Lets the pixels of a row compete with the best so far. */
    private static void maxOfRow(
            int channels,
            int columns,
            float[] in,
            int image,
            int pixel,
            float[] out,
            int outAt,
            int[] winners,
            int winnersAt) {
        for (int c = 0; c < channels; c += STEP) {
            FloatVector best = FloatVector.fromArray(FLOATS, out, outAt + c);
            IntVector winner = IntVector.fromArray(INTS, winners, winnersAt + c);
            for (int column = 0, at = pixel; column < columns; column++, at += channels) {
                FloatVector candidate = FloatVector.fromArray(FLOATS, in, image + at + c);
                IntVector lead = candidate.sub(best).viewAsIntegralLanes();
                // all ones where the lead is above 0: neither 0 nor -0, nor with a set sign
                IntVector wins = lead.neg().and(lead.lanewise(NOT)).lanewise(ASHR, 31);
                IntVector bits = best.viewAsIntegralLanes();
                best = bits.lanewise(
                                XOR,
                                bits.lanewise(XOR, candidate.viewAsIntegralLanes())
                                        .and(wins))
                        .viewAsFloatingLanes();
                winner = winner.lanewise(XOR, winner.lanewise(XOR, at).and(wins));
            }
            FLOAT_VECTOR.cast(best).intoArray(out, outAt + c);
            INT_VECTOR.cast(winner).intoArray(winners, winnersAt + c);
        }
    }

    static void average(PoolShape shape, float[] in, int inOffset, float[] out, int outOffset, int images) {
        int channels = shape.pixelStride();
        int at = outOffset;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            for (int y = 0; y < shape.outHeight(); y++) {
                for (int x = 0; x < shape.outWidth(); x++, at += channels) {
                    Arrays.fill(out, at, at + channels, 0f);
                    int columns = shape.endColumn(x) - shape.firstColumn(x);
                    for (int row = shape.firstRow(y); row < shape.endRow(y); row++) {
                        addRow(channels, columns, in, image + shape.pixel(row, shape.firstColumn(x)), out, at);
                    }
                    float count = shape.count(y, x);
                    for (int c = 0; c < channels; c += STEP) {
                        FLOAT_VECTOR
                                .cast(FloatVector.fromArray(FLOATS, out, at + c).div(count))
                                .intoArray(out, at + c);
                    }
                }
            }
        }
    }

    private static void addRow(int channels, int columns, float[] in, int pixel, float[] out, int outAt) {
        for (int c = 0; c < channels; c += STEP) {
            FloatVector sum = FloatVector.fromArray(FLOATS, out, outAt + c);
            for (int column = 0, at = pixel + c; column < columns; column++, at += channels) {
                sum = sum.add(FloatVector.fromArray(FLOATS, in, at));
            }
            FLOAT_VECTOR.cast(sum).intoArray(out, outAt + c);
        }
    }

    static void averageGradient(PoolShape shape, float[] dOut, int dOutOffset, float[] dIn, int dInOffset, int images) {
        int channels = shape.pixelStride();
        Arrays.fill(dIn, dInOffset, dInOffset + images * shape.imageStride(), 0f);
        int at = dOutOffset;
        for (int n = 0; n < images; n++) {
            int image = dInOffset + n * shape.imageStride();
            for (int y = 0; y < shape.outHeight(); y++) {
                for (int x = 0; x < shape.outWidth(); x++, at += channels) {
                    float count = shape.count(y, x);
                    int columns = shape.endColumn(x) - shape.firstColumn(x);
                    for (int row = shape.firstRow(y); row < shape.endRow(y); row++) {
                        int pixel = image + shape.pixel(row, shape.firstColumn(x));
                        spread(channels, columns, dOut, at, count, dIn, pixel);
                    }
                }
            }
        }
    }

    private static void spread(
            int channels, int columns, float[] dOut, int dOutAt, float count, float[] dIn, int pixel) {
        for (int c = 0; c < channels; c += STEP) {
            FloatVector gradient =
                    FloatVector.fromArray(FLOATS, dOut, dOutAt + c).div(count);
            for (int column = 0, at = pixel + c; column < columns; column++, at += channels) {
                FLOAT_VECTOR
                        .cast(FloatVector.fromArray(FLOATS, dIn, at).add(gradient))
                        .intoArray(dIn, at);
            }
        }
    }
}
