/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.List;

/**
 * Turns an image into a vector, in row, column, channel order.
 *
 * <p>Text form: {@code flatten}.
 */
public final class Flatten implements LayerSpec {

    /** Describes the step from image to vector. All instances are equal. */
    public Flatten() {}

    @Override
    public String word() {
        return LayerWord.FLATTEN.word();
    }

    @Override
    public String text() {
        return word();
    }

    @Override
    public VectorShape outputShape(Shape input) {
        return new VectorShape(imageOf(input).size());
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        imageOf(input);
        return List.of();
    }

    private ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "remove it");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flatten;
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
