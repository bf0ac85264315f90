/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** Gives the pixels of numbered images; usually a method reference such as {@code images::copyPixels}. */
@FunctionalInterface
public interface PixelSource {
    /**
     * Copies one image.
     *
     * @param index which image, from 0
     * @param target receives height * width * channels values in 0..1, row by row with the channels of a pixel together
     * @param offset where in {@code target} the image starts
     */
    void copyPixels(int index, float[] target, int offset);
}
