/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.train.TrainingImages;
import java.util.stream.IntStream;

/** A dataset as the training loop wants it: positions instead of names, output ids instead of labels. */
final class EncodedImages implements TrainingImages {
    private final ImageShape shape;
    private final PixelValues pixels;
    private final int[] labels;
    private final float[] weights;
    private final int[] sources;
    private final int[] rows;

    /** All images, in the order of their labels and weights, each from a source of its own. */
    EncodedImages(ImageShape shape, PixelValues pixels, int[] labels, float[] weights) {
        this(shape, pixels, labels, weights, allOf(labels.length), allOf(labels.length));
    }

    /** All images, in the order of their labels and weights; {@code sources} tells which of them are the same. */
    EncodedImages(ImageShape shape, PixelValues pixels, int[] labels, float[] weights, int[] sources) {
        this(shape, pixels, labels, weights, sources, allOf(labels.length));
    }

    private EncodedImages(
            ImageShape shape, PixelValues pixels, int[] labels, float[] weights, int[] sources, int[] rows) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.weights = weights;
        this.sources = sources;
        this.rows = rows;
    }

    /** Some of these images, sharing their pixels. */
    EncodedImages select(int[] indices) {
        int[] selected = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            selected[i] = rows[indices[i]];
        }
        return new EncodedImages(shape, pixels, labels, weights, sources, selected);
    }

    /** These images with weights that are multiplied with a factor for each label. */
    EncodedImages weighted(float[] factors) {
        float[] products = new float[weights.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = weights[i] * factors[labels[i]];
        }
        return new EncodedImages(shape, pixels, labels, products, sources, rows);
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
    public float byteMaximum() {
        return pixels.byteMaximum();
    }

    @Override
    public void copyBytes(int index, byte[] target) {
        pixels.copyBytes(rows[index], target);
    }

    /** The raw values of an image as bytes: one each, or four where a value is no whole number from 0 to 255. */
    byte[] rawBytes(int index) {
        return pixels.bytes(rows[index], shape.size());
    }

    @Override
    public int label(int index) {
        return labels[rows[index]];
    }

    @Override
    public float weight(int index) {
        return weights[rows[index]];
    }

    /** The number of the example an image was made from; images of one example have one number. */
    int source(int index) {
        return sources[rows[index]];
    }

    private static int[] allOf(int count) {
        return IntStream.range(0, count).toArray();
    }
}
