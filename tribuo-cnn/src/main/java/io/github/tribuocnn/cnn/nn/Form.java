/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * How one image lies in memory between two layers: pixel by pixel, its channels padded.
 *
 * @param height Rows of pixels.
 * @param width Columns of pixels.
 * @param channels Values of a pixel.
 * @param pixelStride Floats from one pixel to the next.
 */
record Form(int height, int width, int channels, int pixelStride) {

    /** Floats of the image. */
    int stride() {
        return height * width * pixelStride;
    }

    /** Values of the image, without padding. */
    int size() {
        return height * width * channels;
    }

    /** Where a value lies, counted in row, column, channel order. */
    int place(int value) {
        return value / channels * pixelStride + value % channels;
    }
}
