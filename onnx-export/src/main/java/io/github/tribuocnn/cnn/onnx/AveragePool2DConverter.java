/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.tribuocnn.cnn.arch.AveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.ArrayList;
import java.util.List;

/** {@code AveragePool}: padding is not counted, rows and columns that fill no window are left out. */
final class AveragePool2DConverter implements LayerConverter<AveragePool2D> {
    @Override
    public void convert(AveragePool2D layer, Conversion at) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                Attributes.integer("ceil_mode", 0),
                Attributes.integer("count_include_pad", 0),
                Attributes.integers("kernel_shape", layer.height(), layer.width()),
                Attributes.pads(layer.border((ImageShape) at.input())),
                Attributes.integers("strides", layer.strideHeight(), layer.strideWidth())));
        if (at.graph().opset() >= 19) {
            attributes.add(2, Attributes.integers("dilations", 1, 1));
        }
        at.graph()
                .append(
                        "AveragePool",
                        at.graph().nextName("avgpool"),
                        at.output(),
                        List.of(),
                        attributes.toArray(AttributeProto[]::new));
    }
}
