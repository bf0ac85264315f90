/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph taken apart and put together again with other weights, more nodes and more values. */
final class GraphRewriter {
    private final ModelProto model;
    private final Map<String, TensorProto> weights = new LinkedHashMap<>();
    private final Map<String, ValueInfoProto> values = new LinkedHashMap<>();
    private final List<NodeProto> nodes = new ArrayList<>();

    GraphRewriter(ModelProto model) {
        this.model = model;
        model.getGraph().getInitializerList().forEach(weight -> weights.put(weight.getName(), weight));
        model.getGraph().getValueInfoList().forEach(value -> values.put(value.getName(), value));
    }

    int opset() {
        return (int) model.getOpsetImport(0).getVersion();
    }

    /** The nodes before any change. */
    List<NodeProto> originalNodes() {
        return model.getGraph().getNodeList();
    }

    TensorProto weight(String name) {
        TensorProto weight = weights.get(name);
        if (weight == null) {
            throw new OnnxException("the graph has no weight '" + name + "'; export the model again");
        }
        return weight;
    }

    boolean isWeight(String name) {
        return weights.containsKey(name);
    }

    void removeWeight(String name) {
        weights.remove(name);
    }

    void addWeight(TensorProto weight) {
        weights.put(weight.getName(), weight);
    }

    void addNode(NodeProto node) {
        nodes.add(node);
    }

    /** Declares a value like another, of another element type. */
    void declareLike(String name, String other, TensorProto.DataType type) {
        ValueInfoProto like = values.get(other);
        if (like == null) {
            like = model.getGraph().getInputList().stream()
                    .filter(input -> input.getName().equals(other))
                    .findFirst()
                    .orElseThrow(() -> new OnnxException("the graph declares no value '" + other + "'"));
        }
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type.getNumber())
                .setShape(plain(like.getType().getTensorType().getShape()));
        values.put(name, value.build());
    }

    /** Without the meanings of its dimensions, which are an input's. */
    private static TensorShapeProto plain(TensorShapeProto shape) {
        TensorShapeProto.Builder plain = shape.toBuilder();
        plain.getDimBuilderList().forEach(TensorShapeProto.Dimension.Builder::clearDenotation);
        return plain.build();
    }

    /** Declares a float value of a weight's lengths. */
    void declareFloats(String name, List<Long> lengths) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        lengths.forEach(
                length -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length)));
        values.put(
                name,
                ValueInfoProto.newBuilder()
                        .setName(name)
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder()
                                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                        .setShape(shape)))
                        .build());
    }

    /** The model with the graph as it is now, and one more entry in its metadata. */
    ModelProto build(String compression) {
        GraphProto graph = model.getGraph().toBuilder()
                .clearNode()
                .addAllNode(nodes)
                .clearInitializer()
                .addAllInitializer(weights.values())
                .clearValueInfo()
                .addAllValueInfo(values.values())
                .build();
        ModelProto.Builder result = model.toBuilder().setGraph(graph);
        new OnnxMetadata().put(OnnxMetadata.COMPRESSION, compression).writeTo(result);
        return result.build();
    }
}
