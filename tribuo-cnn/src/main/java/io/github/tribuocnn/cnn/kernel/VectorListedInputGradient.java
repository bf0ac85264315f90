/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Input gradient of pooled convolutions over images of many channels, lanes over channels: each winner of a list gives the
 * pixels around it their share.
 *
 * <p>Under 3x3 kernels, pixels are worked on where a vector of channels of one lies beside that of the next, {@code [H][W][lanes]}: there the
 * nine pixels of a winner lie at constants from its first, one check of the bounds serves a row of them, and what all filters
 * add to stays in the first-level cache. From there each vector goes to its place among the channels.
 *
 * <p>An instance is the working space of one thread.
 */
final class VectorListedInputGradient {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    /** A vector of channels of each pixel. */
    private CacheLines.Room room = CacheLines.Room.NONE;

    /** As {@link Kernels#listedInputGradient}. */
    void inputGradient(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset) {
        int channels = shape.pixelStride;
        if (shape.kernelHeight != 3 || shape.kernelWidth != 3) {
            spreadAnyKernel(shape, list, weightsByFilter, weights, dIn, dInOffset);
        } else if (channels == 2 * STEP) {
            spreadAll(shape, list, weightsByFilter, weights, dIn, dInOffset);
        } else if (channels == STEP) {
            spreadVector(shape, list, weightsByFilter, weights, dIn, dInOffset);
        } else {
            int pixels = shape.inHeight * shape.inWidth;
            if (room.floats() < pixels * STEP) {
                room = CacheLines.room(pixels * STEP);
            }
            for (int c = 0; c < channels; c += STEP) {
                spreadVector(shape, list, weightsByFilter, weights + c, room.array(), room.first());
                place(room.array(), room.first(), pixels, dIn, dInOffset + c, channels);
            }
        }
    }

    private static void spreadAnyKernel(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset) {
        int rowLength = shape.kernelWidth * shape.pixelStride;
        int kernelHeight = shape.kernelHeight;
        int down = shape.rowStride();
        Arrays.fill(dIn, dInOffset, dInOffset + shape.imageStride(), 0f);
        for (int k = 0; k < shape.filters; k++) {
            int filter = weights + k * kernelHeight * rowLength;
            for (int winner = list.from(k), to = list.to(k); winner < to; winner++) {
                FloatVector gradient = FloatVector.broadcast(FLOATS, list.gradients[winner]);
                int pixels = dInOffset + list.offsets[winner];
                for (int r = 0, w = filter; r < kernelHeight; r++, w += rowLength, pixels += down) {
                    for (int i = 0; i < rowLength; i += STEP) {
                        FLOAT_VECTOR
                                .cast(gradient.fma(
                                        FloatVector.fromArray(FLOATS, weightsByFilter, w + i),
                                        FloatVector.fromArray(FLOATS, dIn, pixels + i)))
                                .intoArray(dIn, pixels + i);
                    }
                }
            }
        }
    }

    /** All channels, where they are two vectors: eighteen vectors of weights, six side by side in each row of a filter. */
    private static void spreadAll(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int image) {
        Arrays.fill(dIn, image, image + shape.imageStride(), 0f);
        for (int k = 0; k < shape.filters; k++) {
            int filter = weights + k * 9 * shape.pixelStride;
            spreadEighteenVectors(list, k, weightsByFilter, filter, dIn, image, shape.rowStride());
        }
    }

    /** A vector of channels of each pixel. */
    private static void spreadVector(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] to, int image) {
        Arrays.fill(to, image, image + shape.inHeight * shape.inWidth * STEP, 0f);
        for (int k = 0; k < shape.filters; k++) {
            spreadNineVectors(shape, list, k, weightsByFilter, weights + k * 9 * shape.pixelStride, to, image);
        }
    }

    private static void place(float[] from, int image, int pixels, float[] dIn, int to, int channels) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, from, image + pixel * STEP))
                    .intoArray(dIn, to + pixel * channels);
        }
    }

    /** Adds the weights of a filter, times each winner's gradient, to the pixels around the winner. */
    private static void spreadEighteenVectors(
            WinnerList list, int k, float[] weightsByFilter, int w, float[] dIn, int image, int down) {
        int[] offsets = list.offsets;
        float[] gradients = list.gradients;
        FloatVector weight0 = FloatVector.fromArray(FLOATS, weightsByFilter, w);
        FloatVector weight1 = FloatVector.fromArray(FLOATS, weightsByFilter, w + STEP);
        FloatVector weight2 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 2 * STEP);
        FloatVector weight3 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 3 * STEP);
        FloatVector weight4 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 4 * STEP);
        FloatVector weight5 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 5 * STEP);
        FloatVector weight6 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 6 * STEP);
        FloatVector weight7 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 7 * STEP);
        FloatVector weight8 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 8 * STEP);
        FloatVector weight9 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 9 * STEP);
        FloatVector weight10 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 10 * STEP);
        FloatVector weight11 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 11 * STEP);
        FloatVector weight12 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 12 * STEP);
        FloatVector weight13 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 13 * STEP);
        FloatVector weight14 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 14 * STEP);
        FloatVector weight15 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 15 * STEP);
        FloatVector weight16 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 16 * STEP);
        FloatVector weight17 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 17 * STEP);
        for (int winner = list.from(k), to = list.to(k); winner < to; winner++) {
            FloatVector gradient = FloatVector.broadcast(FLOATS, gradients[winner]);
            int top = image + offsets[winner];
            int middle = top + down;
            int low = middle + down;
            FLOAT_VECTOR
                    .cast(gradient.fma(weight0, FloatVector.fromArray(FLOATS, dIn, top)))
                    .intoArray(dIn, top);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight1, FloatVector.fromArray(FLOATS, dIn, top + STEP)))
                    .intoArray(dIn, top + STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight2, FloatVector.fromArray(FLOATS, dIn, top + 2 * STEP)))
                    .intoArray(dIn, top + 2 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight3, FloatVector.fromArray(FLOATS, dIn, top + 3 * STEP)))
                    .intoArray(dIn, top + 3 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight4, FloatVector.fromArray(FLOATS, dIn, top + 4 * STEP)))
                    .intoArray(dIn, top + 4 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight5, FloatVector.fromArray(FLOATS, dIn, top + 5 * STEP)))
                    .intoArray(dIn, top + 5 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight6, FloatVector.fromArray(FLOATS, dIn, middle)))
                    .intoArray(dIn, middle);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight7, FloatVector.fromArray(FLOATS, dIn, middle + STEP)))
                    .intoArray(dIn, middle + STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight8, FloatVector.fromArray(FLOATS, dIn, middle + 2 * STEP)))
                    .intoArray(dIn, middle + 2 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight9, FloatVector.fromArray(FLOATS, dIn, middle + 3 * STEP)))
                    .intoArray(dIn, middle + 3 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight10, FloatVector.fromArray(FLOATS, dIn, middle + 4 * STEP)))
                    .intoArray(dIn, middle + 4 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight11, FloatVector.fromArray(FLOATS, dIn, middle + 5 * STEP)))
                    .intoArray(dIn, middle + 5 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight12, FloatVector.fromArray(FLOATS, dIn, low)))
                    .intoArray(dIn, low);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight13, FloatVector.fromArray(FLOATS, dIn, low + STEP)))
                    .intoArray(dIn, low + STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight14, FloatVector.fromArray(FLOATS, dIn, low + 2 * STEP)))
                    .intoArray(dIn, low + 2 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight15, FloatVector.fromArray(FLOATS, dIn, low + 3 * STEP)))
                    .intoArray(dIn, low + 3 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight16, FloatVector.fromArray(FLOATS, dIn, low + 4 * STEP)))
                    .intoArray(dIn, low + 4 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight17, FloatVector.fromArray(FLOATS, dIn, low + 5 * STEP)))
                    .intoArray(dIn, low + 5 * STEP);
        }
    }

    /** The same for a vector of channels of each pixel. */
    private static void spreadNineVectors(
            ConvolutionShape shape, WinnerList list, int k, float[] weightsByFilter, int w, float[] to, int image) {
        int channels = shape.pixelStride;
        int down = shape.inWidth * STEP;
        int[] pixels = list.pixels;
        float[] gradients = list.gradients;
        FloatVector weight0 = FloatVector.fromArray(FLOATS, weightsByFilter, w);
        FloatVector weight1 = FloatVector.fromArray(FLOATS, weightsByFilter, w + channels);
        FloatVector weight2 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 2 * channels);
        FloatVector weight3 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 3 * channels);
        FloatVector weight4 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 4 * channels);
        FloatVector weight5 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 5 * channels);
        FloatVector weight6 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 6 * channels);
        FloatVector weight7 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 7 * channels);
        FloatVector weight8 = FloatVector.fromArray(FLOATS, weightsByFilter, w + 8 * channels);
        for (int winner = list.from(k), end = list.to(k); winner < end; winner++) {
            FloatVector gradient = FloatVector.broadcast(FLOATS, gradients[winner]);
            int top = image + pixels[winner] * STEP;
            int middle = top + down;
            int low = middle + down;
            FLOAT_VECTOR
                    .cast(gradient.fma(weight0, FloatVector.fromArray(FLOATS, to, top)))
                    .intoArray(to, top);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight1, FloatVector.fromArray(FLOATS, to, top + STEP)))
                    .intoArray(to, top + STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight2, FloatVector.fromArray(FLOATS, to, top + 2 * STEP)))
                    .intoArray(to, top + 2 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight3, FloatVector.fromArray(FLOATS, to, middle)))
                    .intoArray(to, middle);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight4, FloatVector.fromArray(FLOATS, to, middle + STEP)))
                    .intoArray(to, middle + STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight5, FloatVector.fromArray(FLOATS, to, middle + 2 * STEP)))
                    .intoArray(to, middle + 2 * STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight6, FloatVector.fromArray(FLOATS, to, low)))
                    .intoArray(to, low);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight7, FloatVector.fromArray(FLOATS, to, low + STEP)))
                    .intoArray(to, low + STEP);
            FLOAT_VECTOR
                    .cast(gradient.fma(weight8, FloatVector.fromArray(FLOATS, to, low + 2 * STEP)))
                    .intoArray(to, low + 2 * STEP);
        }
    }
}
