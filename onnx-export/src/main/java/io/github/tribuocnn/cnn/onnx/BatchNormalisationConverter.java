/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import java.util.ArrayList;
import java.util.List;

/** {@code BatchNormalization} with the running averages. */
final class BatchNormalisationConverter implements LayerConverter<BatchNormalisation> {
    @Override
    public void convert(BatchNormalisation layer, Conversion at) {
        int[] order = at.inputOrder();
        List<String> tensors = new ArrayList<>();
        for (ParameterTensor tensor : at.tensors()) {
            float[] values = at.values(tensor);
            tensors.add(at.graph()
                    .weight(
                            tensor.name(),
                            List.of(values.length),
                            order.length == values.length ? WeightLayout.reordered(values, order) : values));
        }
        at.graph()
                .append(
                        "BatchNormalization",
                        at.graph().nextName("batchnorm"),
                        at.output(),
                        tensors,
                        attributes(layer, at.graph().opset()));
    }

    private static AttributeProto[] attributes(BatchNormalisation layer, int opset) {
        AttributeProto epsilon = Attributes.real("epsilon", (float) layer.epsilon());
        AttributeProto momentum = Attributes.real("momentum", (float) layer.momentum());
        return opset < 14
                ? new AttributeProto[] {epsilon, momentum}
                : new AttributeProto[] {epsilon, momentum, Attributes.integer("training_mode", 0)};
    }
}
