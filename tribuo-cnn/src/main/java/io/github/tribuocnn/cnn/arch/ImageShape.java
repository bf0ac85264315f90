/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.Setting;

/**
 * The shape of an image, or of the feature maps of a layer. Values lie in row, column, channel order (HWC).
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels values per pixel, at least 1: 1 for grey, 3 for colour, the number of filters after a convolution
 */
public record ImageShape(int height, int width, int channels) implements Shape {

    static final Setting HEIGHT = new Setting("height", Integer.MAX_VALUE);
    static final Setting WIDTH = new Setting("width", Integer.MAX_VALUE);
    static final Setting CHANNELS = new Setting("channels", Integer.MAX_VALUE);

    /**
     * Checks the dimensions.
     *
     * @throws IllegalArgumentException if a dimension is below 1, or the image has more than {@link Integer#MAX_VALUE}
     *     values
     */
    public ImageShape {
        HEIGHT.require(height);
        WIDTH.require(width);
        CHANNELS.require(channels);
        if (height > Integer.MAX_VALUE / width || (long) height * width > Integer.MAX_VALUE / channels) {
            throw new IllegalArgumentException(Text.format(
                    "an image of %s has more than %,d values; make it smaller",
                    text(height, width, channels), Integer.MAX_VALUE));
        }
    }

    @Override
    public int size() {
        return height * width * channels;
    }

    @Override
    public String text() {
        return text(height, width, channels);
    }

    @Override
    public String toString() {
        return text();
    }

    private static String text(int height, int width, int channels) {
        return height + "x" + width + "x" + channels;
    }

    /** The input as an image, or a refusal that tells the user of {@code word} the remedy. */
    static ImageShape require(Shape input, String word, String remedy) {
        if (input instanceof ImageShape image) {
            return image;
        }
        throw new IllegalArgumentException(
                Text.format("%s needs an image, but gets a vector of %,d values; %s", word, input.size(), remedy));
    }
}
