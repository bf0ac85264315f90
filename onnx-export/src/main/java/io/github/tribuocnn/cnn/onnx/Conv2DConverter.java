/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import java.util.List;

/** {@code Conv}: weights [filter][channel][row][column], stride 1, no padding; then the activation. */
final class Conv2DConverter implements LayerConverter<Conv2D> {
    @Override
    public void convert(Conv2D layer, Conversion at) {
        String name = at.graph().nextName("conv");
        ParameterTensor weight = at.tensors().get(0);
        ParameterTensor bias = at.tensors().get(1);
        int channels = ((ImageShape) at.input()).channels();
        int rows = layer.kernelHeight();
        int columns = layer.kernelWidth();
        int filters = layer.filters();
        float[] filtersFirst = WeightLayout.filtersFirst(at.values(weight), rows, columns, channels, filters);
        at.graph()
                .append(
                        "Conv",
                        name,
                        at.output(),
                        List.of(
                                at.graph()
                                        .weight(weight.name(), List.of(filters, channels, rows, columns), filtersFirst),
                                at.graph().weight(bias.name(), List.of(filters), at.values(bias))),
                        Attributes.integers("dilations", 1, 1),
                        Attributes.integer("group", 1),
                        Attributes.integers("kernel_shape", rows, columns),
                        Attributes.integers("pads", 0, 0, 0, 0),
                        Attributes.integers("strides", 1, 1));
        at.activate(name, layer.activation());
    }
}
