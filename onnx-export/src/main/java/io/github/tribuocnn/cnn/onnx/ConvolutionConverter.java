/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Border;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import java.util.List;

/** {@code Conv}: weights [filter][channel of its group][row][column]; then the activation. */
final class ConvolutionConverter<L extends Convolution<L> & LayerSpec> implements LayerConverter<L> {
    @Override
    public void convert(L layer, Conversion at) {
        String name = at.graph().nextName(layer.word());
        ParameterTensor weight = at.tensors().get(0);
        ParameterTensor bias = at.tensors().get(1);
        ImageShape input = (ImageShape) at.input();
        int rows = layer.kernelHeight();
        int columns = layer.kernelWidth();
        int channels = weight.dims().get(2);
        int filters = weight.dims().get(3);
        Border border = layer.border(input);
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
                        Attributes.integer("group", layer.groups(input.channels())),
                        Attributes.integers("kernel_shape", rows, columns),
                        Attributes.pads(border),
                        Attributes.integers("strides", layer.strideHeight(), layer.strideWidth()));
        at.activate(name, layer.activation(), layer.activationParameter());
    }
}
