/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.ImageShape;

/**
 * Labelled images as the training loop reads them: by index, in any order, from several threads at once.
 *
 * <p>Implementations are immutable while a run lasts and allocate nothing in {@link #copyPixels}.
 */
public interface TrainingImages {

    /**
     * The number of images, at least 1.
     * @return The number of images.
     */
    int size();

    /**
     * The shape of every image.
     * @return Height, width and channels.
     */
    ImageShape shape();

    /**
     * Writes the pixels of one image, row by row, column by column, channel last, scaled to 0..1.
     * @param index The image, 0 to {@code size() - 1}.
     * @param target Receives {@code height * width * channels} floats.
     * @param offset Where in the target the first pixel goes.
     */
    void copyPixels(int index, float[] target, int offset);

    /**
     * What a byte must be divided by to give the pixel, where {@link #copyBytes} has the pixels as bytes: a quicker way to
     * the same pixels.
     * @return The byte that stands for 1, usually 255; 0 if the pixels are not bytes.
     */
    default float byteMaximum() {
        return 0f;
    }

    /**
     * Writes the unsigned bytes of one image, in the order of its pixels.
     * @param index The image, 0 to {@code size() - 1}.
     * @param target Receives {@code height * width * channels} bytes.
     * @throws UnsupportedOperationException If {@link #byteMaximum} is 0.
     */
    default void copyBytes(int index, byte[] target) {
        throw new UnsupportedOperationException("These pixels are not bytes; copyPixels has them");
    }

    /**
     * The class of one image.
     * @param index The image, 0 to {@code size() - 1}.
     * @return The output column that should be 1, 0 to {@code outputs - 1}.
     */
    int label(int index);

    /**
     * The weight of one image in the loss. Only ratios matter: the loop divides by the mean weight.
     * @param index The image, 0 to {@code size() - 1}.
     * @return A finite weight, at least 0.
     */
    default float weight(int index) {
        return 1f;
    }
}
