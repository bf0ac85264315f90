/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.Arrays;

/** An image to show: grey (one channel) or RGB (three). Immutable. */
public final class Picture {
    private final int height;
    private final int width;
    private final int channels;
    private final float[] pixels;

    /**
     * Takes an image.
     *
     * @param height rows, at least 1
     * @param width columns, at least 1
     * @param channels 1 (grey, 0 is black) or 3 (red, green, blue)
     * @param pixels {@code height*width*channels} values from 0 to 1 in row, column, channel order; copied
     * @throws IllegalArgumentException if a number is out of range or the array does not have the size
     */
    public Picture(int height, int width, int channels, float[] pixels) {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("a picture has at least one pixel and 1 or 3 channels, found " + height
                    + "x" + width + "x" + channels);
        }
        if (pixels.length != (long) height * width * channels) {
            throw new IllegalArgumentException("a picture of " + height + "x" + width + "x" + channels + " has "
                    + (long) height * width * channels + " values, found " + pixels.length);
        }
        for (float value : pixels) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a pixel is 0 to 1, found " + value);
            }
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = pixels.clone();
    }

    /**
     * Rows.
     *
     * @return at least 1
     */
    public int height() {
        return height;
    }

    /**
     * Columns.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /** A channel of a pixel as a byte; a grey picture has its value in all three. */
    int level(int row, int column, int channel) {
        return Math.round(255 * pixels[(row * width + column) * channels + (channels == 1 ? 0 : channel)]);
    }

    /** How bright a pixel is, 0 to 1, by the luma weights of ITU-R BT.601. */
    float brightness(int row, int column) {
        int at = (row * width + column) * channels;
        return channels == 1 ? pixels[at] : 0.299f * pixels[at] + 0.587f * pixels[at + 1] + 0.114f * pixels[at + 2];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && height == that.height
                && width == that.width
                && channels == that.channels
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Picture " + height + "x" + width + "x" + channels;
    }
}
