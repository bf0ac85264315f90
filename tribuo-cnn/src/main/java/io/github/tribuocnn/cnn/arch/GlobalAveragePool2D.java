/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.List;

/**
 * The average of each channel over the whole image, as a vector: of {@code HxWxC} it makes C values, which a dense layer
 * can take without flatten.
 *
 * <p>Text form: {@code globalavgpool}.
 *
 * <p>See: Lin, M., Chen, Q. and Yan, S. "Network In Network", ICLR 2014, section 3.2.
 */
public final class GlobalAveragePool2D implements LayerSpec {

    /** Describes the step from image to averages. All instances are equal. */
    public GlobalAveragePool2D() {}

    @Override
    public String word() {
        return LayerWord.GLOBALAVGPOOL.word();
    }

    @Override
    public String text() {
        return word();
    }

    @Override
    public VectorShape outputShape(Shape input) {
        return new VectorShape(imageOf(input).channels());
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        imageOf(input);
        return List.of();
    }

    private ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "put it before flatten");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GlobalAveragePool2D;
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
