/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.util.function.IntFunction;

/**
 * Images with their labels, to measure accuracy on.
 *
 * @param pixels gives the pixels
 * @param labels gives the label of an image
 * @param count how many there are
 */
public record LabelledImages(PixelSource pixels, IntFunction<String> labels, int count) {
    /**
     * @throws IllegalArgumentException if there is no image
     */
    public LabelledImages {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", expected at least 1 image");
        }
    }
}
