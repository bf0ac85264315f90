/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Ways to break an exported reference network. */
final class Faults {
    private Faults() {}

    /** Broken in form: each with the sentence the structure check has for it. */
    static Map<String, Consumer<ModelProto.Builder>> ofForm() {
        Map<String, Consumer<ModelProto.Builder>> faults = new LinkedHashMap<>();
        faults.put("IR version 9, expected 7 for operator set 13", model -> model.setIrVersion(9));
        faults.put(
                "operator sets [], expected the default one alone, version 13 to 21",
                ModelProto.Builder::clearOpsetImport);
        faults.put(
                "operator sets ['' 12], expected the default one alone, version 13 to 21",
                model -> model.getOpsetImportBuilder(0).setVersion(12));
        faults.put("the graph has no name", model -> model.getGraphBuilder().clearName());
        faults.put("the graph has no output", model -> model.getGraphBuilder().clearOutput());
        faults.put(
                "a Relu node is named '', expected a name of its own",
                model -> node(model, "conv1_relu").clearName());
        faults.put(
                "a Conv node is named 'conv1', expected a name of its own",
                model -> node(model, "conv2").setName("conv1"));
        faults.put(
                "node 'conv2' reads 'conv2_bias', which nothing before it defines",
                model -> model.getGraphBuilder()
                        .removeInitializer(
                                model.getGraph().getInitializerList().indexOf(weight(model.build(), "conv2_bias"))));
        faults.put(
                "node 'conv1_relu' reads 'conv1_output', which nothing before it defines",
                model -> swapFirstNodes(model.getGraphBuilder()));
        faults.put(
                "'conv1_output' is defined again by node 'conv1_relu'",
                model -> node(model, "conv1_relu").setOutput(0, "conv1_output"));
        faults.put(
                "the weight 'dense2_bias' float[11] has 40 bytes, expected 44",
                model -> editWeight(model, "dense2_bias", tensor -> tensor.setDims(0, 11)));
        faults.put(
                "the weight 'dense2_bias' float[4611686018427387914] has 40 bytes, expected 9223372036854775807",
                // 4 bytes times this wraps round to 40.
                model -> editWeight(model, "dense2_bias", tensor -> tensor.setDims(0, (1L << 62) + 10)));
        faults.put(
                "Gemm 'dense2' reads int32[10], expected float",
                model -> editWeight(
                        model, "dense2_bias", tensor -> tensor.setDataType(TensorProto.DataType.INT32_VALUE)));
        faults.put(
                "Gemm 'dense2' has 10 and 100 columns of the weight and of the batch",
                model -> editWeight(
                        model, "dense2_weight", tensor -> tensor.setDims(0, 100).setDims(1, 10)));
        faults.put(
                "'probabilities' is declared float[N,11], but Softmax 'softmax' gives float[N,10]",
                model -> model.getGraphBuilder()
                        .getOutputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(1)
                        .setDimValue(11));
        faults.put(
                "Convolve 'conv1' is no operator this exporter writes",
                model -> node(model, "conv1").setOpType("Convolve"));
        faults.put(
                "Conv 'conv1' reads int64[N,1,28,28], expected float",
                model -> model.getGraphBuilder()
                        .getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .setElemType(TensorProto.DataType.INT64_VALUE));
        faults.put(
                "Conv 'conv1' has kernel_shape [5, 5] and the weight float[32,1,3,3]",
                model -> node(model, "conv1").setAttribute(2, Attributes.integers("kernel_shape", 5, 5)));
        faults.put(
                "'maxpool1_output' is declared float[N,32,13,13], but MaxPool 'maxpool1' gives float[N,32,25,25]",
                model -> node(model, "maxpool1").setAttribute(4, Attributes.integers("strides", 1, 1)));
        faults.put(
                "Softmax 'softmax' has the attributes [], expected each of [axis] once",
                model -> node(model, "softmax").clearAttribute());
        faults.put(
                "Softmax 'softmax' has axis 0, expected 1",
                model -> node(model, "softmax").setAttribute(0, Attributes.integer("axis", 0)));
        faults.put(
                "nothing uses 'spare'",
                model -> model.getGraphBuilder()
                        .addInitializer(
                                weight(model.build(), "dense2_bias").toBuilder().setName("spare")));
        faults.put(
                "a type is declared for 'ghost', which nothing defines",
                model -> model.getGraphBuilder()
                        .addValueInfo(
                                model.getGraph().getValueInfo(0).toBuilder().setName("ghost")));
        faults.put(
                "the type of 'conv1_output' is not declared",
                model -> model.getGraphBuilder().removeValueInfo(0));
        return faults;
    }

    /** Broken in meaning: sound in form, every runtime loads them, only the answers are wrong. */
    static Map<String, Consumer<ModelProto.Builder>> ofMeaning() {
        Map<String, Consumer<ModelProto.Builder>> faults = new LinkedHashMap<>();
        faults.put(
                "the dense layer expects the flattened image channel-last",
                model -> editFloats(model, "dense1_weight", Faults::channelLastColumns));
        faults.put("the kernels are flipped", model -> editFloats(model, "conv1_weight", Faults::flippedKernels));
        faults.put("the weights are big-endian", model -> {
            for (TensorProto weight : model.getGraph().getInitializerList()) {
                editWeight(model, weight.getName(), tensor -> tensor.setRawData(bigEndian(tensor.getRawData())));
            }
        });
        faults.put(
                "two labels have changed places",
                model -> model.getMetadataPropsBuilderList().stream()
                        .filter(entry -> entry.getKey().equals(OnnxMetadata.LABELS))
                        .forEach(entry ->
                                entry.setValue("[\"1\",\"0\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]")));
        faults.put(
                "one weight is off by a thousandth",
                model -> editFloats(model, "dense2_bias", values -> {
                    values[3] += 0.001f;
                    return values;
                }));
        return faults;
    }

    private static float[] channelLastColumns(float[] weight) {
        float[] result = new float[weight.length];
        for (int unit = 0; unit < 100; unit++) {
            for (int pixel = 0; pixel < 25; pixel++) {
                for (int channel = 0; channel < 16; channel++) {
                    result[unit * 400 + pixel * 16 + channel] = weight[unit * 400 + channel * 25 + pixel];
                }
            }
        }
        return result;
    }

    private static float[] flippedKernels(float[] weight) {
        float[] result = new float[weight.length];
        for (int i = 0; i < weight.length; i++) {
            result[i] = weight[i / 9 * 9 + 8 - i % 9];
        }
        return result;
    }

    private static ByteString bigEndian(ByteString littleEndian) {
        byte[] bytes = littleEndian.toByteArray();
        ByteBuffer swapped = ByteBuffer.allocate(bytes.length);
        swapped.asFloatBuffer()
                .put(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
        return ByteString.copyFrom(swapped.array());
    }

    private static void editFloats(ModelProto.Builder model, String name, UnaryOperator<float[]> edit) {
        editWeight(model, name, tensor -> {
            ByteBuffer bytes =
                    ByteBuffer.wrap(tensor.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            bytes.asFloatBuffer().put(edit.apply(values));
            tensor.setRawData(ByteString.copyFrom(bytes.array()));
        });
    }

    private static void editWeight(ModelProto.Builder model, String name, Consumer<TensorProto.Builder> edit) {
        model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .forEach(edit);
    }

    private static TensorProto weight(ModelProto model, String name) {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static NodeProto.Builder node(ModelProto.Builder model, String name) {
        return model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void swapFirstNodes(GraphProto.Builder graph) {
        List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
        Collections.swap(nodes, 0, 1);
        graph.clearNode().addAllNode(nodes);
    }
}
