/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

/**
 * The size of every image of a set.
 *
 * @param height rows
 * @param width columns
 * @param channels bytes per pixel
 */
record Geometry(int height, int width, int channels) {

    Geometry {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "Images need at least one row, column and channel, found " + text(height, width, channels));
        }
        if ((long) height * width * channels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An image of " + text(height, width, channels)
                    + " bytes is too large, the limit is 2,147,483,647 bytes");
        }
    }

    int imageBytes() {
        return height * width * channels;
    }

    private static String text(int height, int width, int channels) {
        return height + "x" + width + "x" + channels;
    }

    @Override
    public String toString() {
        return text(height, width, channels);
    }
}
