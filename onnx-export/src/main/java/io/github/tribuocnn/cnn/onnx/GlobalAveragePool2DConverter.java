/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;

/** {@code GlobalAveragePool}, which leaves images of one pixel, and {@code Flatten}. */
final class GlobalAveragePool2DConverter implements LayerConverter<GlobalAveragePool2D> {
    @Override
    public void convert(GlobalAveragePool2D layer, Conversion at) {
        String name = at.graph().nextName("globalavgpool");
        ImageShape pixel = new ImageShape(1, 1, ((ImageShape) at.input()).channels());
        at.graph().append("GlobalAveragePool", name, pixel, List.of());
        at.graph().append("Flatten", name + "_flatten", at.output(), List.of(), Attributes.integer("axis", 1));
    }
}
