/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.Shape;
import io.github.tribuocnn.cnn.arch.VectorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chain of nodes under construction. Nodes, weights and shapes come out in the order they were added, and names are
 * numbered by kind ({@code conv1}, {@code conv2}, {@code dense1}), so that one network always gives one graph. All names
 * are C identifiers: readers that turn them into variables exist.
 */
final class GraphBuilder {
    /** The name of the dimension that counts the images of a batch. */
    static final String BATCH = "N";

    private final GraphProto.Builder graph;
    private final int opset;
    private final TensorShapeProto.Dimension batch;
    private final Map<String, Integer> numbers = new HashMap<>();
    private String value = "";

    /**
     * @param opset the version of the operator set
     * @param batch how many images one call takes, {@link ExportForm#ANY_BATCH} for any number
     */
    GraphBuilder(String name, String documentation, int opset, int batch) {
        graph = GraphProto.newBuilder().setName(name).setDocString(documentation);
        this.opset = opset;
        this.batch = batch == ExportForm.ANY_BATCH
                ? TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH).build()
                : TensorShapeProto.Dimension.newBuilder().setDimValue(batch).build();
    }

    /** Adds the graph's input, where the chain begins. */
    void begin(ValueInfoProto input) {
        graph.addInput(input);
        value = input.getName();
    }

    /** The version of the operator set; later ones ask for more attributes where all are written. */
    int opset() {
        return opset;
    }

    /** A name for the next node of a kind. */
    String nextName(String kind) {
        return kind + numbers.merge(kind, 1, Integer::sum);
    }

    /** Adds a float32 weight and returns its name. */
    String weight(String name, List<Integer> dims, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        dims.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /** The name of the value at the chain's end. */
    String value() {
        return value;
    }

    /** Makes a value of the graph the chain's end again, so that another branch can begin there. */
    void goBackTo(String earlier) {
        value = earlier;
    }

    /** Appends a node that reads the chain's end, and the given weights after it; its output is the new end. */
    void append(String operator, String name, Shape output, List<String> weights, AttributeProto... attributes) {
        String result = name + "_output";
        graph.addValueInfo(tensorOf(result, output));
        node(operator, name, weights, result, attributes);
    }

    /** Makes the chain's end an output of the graph, under the output's name. */
    void endAs(ValueInfoProto output) {
        int last = graph.getNodeCount() - 1;
        graph.getNodeBuilder(last).setOutput(0, output.getName());
        graph.removeValueInfo(graph.getValueInfoCount() - 1).addOutput(output);
        value = output.getName();
    }

    /** Appends a node whose result becomes the graph's first output. */
    void prependOutput(String operator, String name, ValueInfoProto output, AttributeProto... attributes) {
        node(operator, name, List.of(), output.getName(), attributes);
        graph.addOutput(0, output);
    }

    GraphProto build() {
        return graph.build();
    }

    private void node(String operator, String name, List<String> weights, String result, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addInput(value)
                .addAllInput(weights)
                .addOutput(result)
                .addAllAttribute(List.of(attributes)));
        value = result;
    }

    /** A float32 batch: images as [N,C,H,W], vectors as [N,length]. */
    ValueInfoProto tensorOf(String name, Shape shape) {
        return tensorOf(name, TensorProto.DataType.FLOAT, channelFirst(shape));
    }

    /** A batch of the given type and lengths. */
    ValueInfoProto tensorOf(String name, TensorProto.DataType type, List<Integer> lengths) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder().addDim(batch);
        for (int length : lengths) {
            dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    /** The lengths behind the batch. */
    static List<Integer> channelFirst(Shape shape) {
        if (shape instanceof ImageShape image) {
            return List.of(image.channels(), image.height(), image.width());
        }
        return List.of(((VectorShape) shape).length());
    }
}
