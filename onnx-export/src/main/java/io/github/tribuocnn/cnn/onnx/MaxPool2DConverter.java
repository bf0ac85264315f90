/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import java.util.List;

/** {@code MaxPool}: padding never wins, rows and columns that fill no window are left out. */
final class MaxPool2DConverter implements LayerConverter<MaxPool2D> {
    @Override
    public void convert(MaxPool2D layer, Conversion at) {
        at.graph()
                .append(
                        "MaxPool",
                        at.graph().nextName("maxpool"),
                        at.output(),
                        List.of(),
                        Attributes.integer("ceil_mode", 0),
                        Attributes.integers("dilations", 1, 1),
                        Attributes.integers("kernel_shape", layer.height(), layer.width()),
                        Attributes.pads(layer.border((ImageShape) at.input())),
                        Attributes.integers("strides", layer.strideHeight(), layer.strideWidth()));
    }
}
