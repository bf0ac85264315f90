/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.train.TrainingImages;

/** A dataset as the training loop wants it: positions instead of names, output ids instead of labels. */
final class EncodedImages implements TrainingImages {
    private final ImageShape shape;
    private final PixelValues pixels;
    private final int[] labels;
    private final float[] weights;
    private final int[] rows;

    /** All images, in the order of their labels and weights. */
    EncodedImages(ImageShape shape, PixelValues pixels, int[] labels, float[] weights) {
        this(shape, pixels, labels, weights, allOf(labels.length));
    }

    private EncodedImages(ImageShape shape, PixelValues pixels, int[] labels, float[] weights, int[] rows) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.weights = weights;
        this.rows = rows;
    }

    /** Some of these images, sharing their pixels. */
    EncodedImages select(int[] indices) {
        int[] selected = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            selected[i] = rows[indices[i]];
        }
        return new EncodedImages(shape, pixels, labels, weights, selected);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public void copyPixels(int index, float[] target, int offset) {
        pixels.copy(rows[index], target, offset);
    }

    @Override
    public int label(int index) {
        return labels[rows[index]];
    }

    @Override
    public float weight(int index) {
        return weights[rows[index]];
    }

    private static int[] allOf(int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        return rows;
    }
}
