/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Flatten;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;

/** {@code Flatten}, which runs channel-first; the next dense layer's weights are reordered instead of the values. */
final class FlattenConverter implements LayerConverter<Flatten> {
    @Override
    public void convert(Flatten layer, Conversion at) {
        at.graph()
                .append(
                        "Flatten",
                        at.graph().nextName("flatten"),
                        at.output(),
                        List.of(),
                        Attributes.integer("axis", 1));
        if (at.input() instanceof ImageShape image) {
            at.flattened(image);
        }
    }
}
