/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Flatten;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;

/**
 * {@code Flatten}, which runs channel-first; the next dense layer's weights are reordered instead of the values. Where no
 * such layer follows, a {@code Transpose} before it brings the values into their order.
 */
final class FlattenConverter implements LayerConverter<Flatten> {
    @Override
    public void convert(Flatten layer, Conversion at) {
        String name = at.graph().nextName("flatten");
        if (at.input() instanceof ImageShape image) {
            if (at.absorbsOrder()) {
                at.flattened(image);
            } else {
                // The graph writes an image's shape channels first, and here rows take their place.
                ImageShape rowsFirst = new ImageShape(image.width(), image.channels(), image.height());
                at.graph()
                        .append(
                                "Transpose",
                                name + "_order",
                                rowsFirst,
                                List.of(),
                                Attributes.integers("perm", 0, 2, 3, 1));
            }
        }
        at.graph().append("Flatten", name, at.output(), List.of(), Attributes.integer("axis", 1));
    }
}
