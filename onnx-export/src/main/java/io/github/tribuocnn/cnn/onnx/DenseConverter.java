/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import java.util.List;

/** {@code Gemm} with weights [unit][input], the one form every reader takes; then the activation. */
final class DenseConverter implements LayerConverter<Dense> {
    @Override
    public void convert(Dense layer, Conversion at) {
        String name = at.graph().nextName("dense");
        ParameterTensor weight = at.tensors().get(0);
        ParameterTensor bias = at.tensors().get(1);
        int[] inputs = at.absorbInputOrder();
        int[] units = at.outputOrder();
        float[] unitsFirst = WeightLayout.unitsFirst(at.values(weight), inputs, units);
        float[] biases = WeightLayout.reordered(at.values(bias), units);
        at.graph()
                .append(
                        "Gemm",
                        name,
                        at.output(),
                        List.of(
                                at.graph().weight(weight.name(), List.of(units.length, inputs.length), unitsFirst),
                                at.graph().weight(bias.name(), List.of(units.length), biases)),
                        Attributes.real("alpha", 1),
                        Attributes.real("beta", 1),
                        Attributes.integer("transA", 0),
                        Attributes.integer("transB", 1));
        at.activate(name, layer.activation(), layer.activationParameter());
    }
}
