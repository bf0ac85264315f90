/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Stores the weights of convolutions and dense layers in 16 bits; a {@code Cast} brings them back when the file is run. */
final class HalfWeights {
    private HalfWeights() {}

    static ModelProto of(ModelProto model) {
        GraphRewriter graph = new GraphRewriter(model);
        for (TensorProto weight : model.getGraph().getInitializerList()) {
            if (weight.getDimsCount() >= 2) {
                store(weight, graph);
            }
        }
        graph.originalNodes().forEach(graph::addNode);
        return graph.build("float16 weights");
    }

    private static void store(TensorProto weight, GraphRewriter graph) {
        String stored = weight.getName() + "_half";
        graph.removeWeight(weight.getName());
        graph.addWeight(weight.toBuilder()
                .setName(stored)
                .setDataType(DataType.FLOAT16_VALUE)
                .setRawData(halves(weight))
                .build());
        NodeProto.Builder cast = NodeProto.newBuilder()
                .setOpType("Cast")
                .setName(weight.getName() + "_cast")
                .addInput(stored)
                .addOutput(weight.getName());
        if (graph.opset() >= 19) {
            cast.addAttribute(Attributes.integer("saturate", 1));
        }
        graph.addNode(cast.addAttribute(Attributes.integer("to", DataType.FLOAT_VALUE))
                .build());
        graph.declareFloats(weight.getName(), weight.getDimsList());
    }

    private static ByteString halves(TensorProto weight) {
        float[] values = PlainTensor.of(weight).data();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (Math.abs(value) > HalfFloat.MAX) {
                throw new OnnxException("the weight '" + weight.getName() + "' holds " + value
                        + ", which 16 bits cannot (at most " + HalfFloat.MAX + "); keep the file as it is");
            }
            bytes.putShort(HalfFloat.of(value));
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
