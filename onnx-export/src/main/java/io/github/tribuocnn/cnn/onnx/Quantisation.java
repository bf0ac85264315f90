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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores a network in 8 bits: {@code QuantizeLinear} and {@code DequantizeLinear} around the activations that layers read,
 * weights of each output channel in a scale of its own around 0, biases in 32 bits. What comes behind the last layer, the
 * logits and their softmax, stays in floats.
 */
final class Quantisation {
    /**
     * Weights take 7 of their 8 bits. Processors with AVX2 or AVX-512 but without VNNI add two products of an activation and a
     * weight in 16 bits and cut off what does not fit; 2 · 255 · 64 = 32,640 does, so that a file answers alike everywhere.
     * ONNX Runtime's documentation of quantisation calls it a reduced range.
     */
    private static final int LARGEST_WEIGHT = 64;

    private final GraphRewriter graph;
    private final Map<String, ActivationRange> ranges;
    private final Set<String> written = new HashSet<>();

    private Quantisation(ModelProto model, Map<String, ActivationRange> ranges) {
        graph = new GraphRewriter(model);
        this.ranges = ranges;
    }

    static ModelProto of(ModelProto model, PixelSource images, int count) {
        Quantisation quantisation = new Quantisation(model, Calibration.of(model, images, count));
        for (NodeProto node : quantisation.graph.originalNodes()) {
            quantisation.rewrite(node);
        }
        return quantisation.graph.build("int8, calibrated on " + count + " images");
    }

    private void rewrite(NodeProto node) {
        NodeProto.Builder rewritten = node.toBuilder();
        ActivationRange range = ranges.get(node.getInput(0));
        if (range != null) {
            rewritten.setInput(0, storedActivation(node.getInput(0), range));
            boolean layer = node.getOpType().equals("Conv") || node.getOpType().equals("Gemm");
            if (layer && graph.isWeight(node.getInput(1))) {
                float[] scales = storeWeight(graph.weight(node.getInput(1)));
                storeBias(graph.weight(node.getInput(2)), scales, range.scale());
            }
        }
        graph.addNode(rewritten.build());
    }

    /** The name of an activation after it went through a byte. */
    private String storedActivation(String name, ActivationRange range) {
        String result = name + "_dequantised";
        if (written.add(name)) {
            String scale = scalar(name + "_scale", DataType.FLOAT_VALUE, floats(range.scale()));
            String zero =
                    scalar(name + "_zero", DataType.UINT8_VALUE, ByteString.copyFrom(new byte[] {(byte) range.zero()}));
            NodeProto.Builder quantise = node("QuantizeLinear", name + "_quantised", List.of(name, scale, zero))
                    .addAttribute(Attributes.integer("axis", 1));
            if (graph.opset() >= 21) {
                quantise.addAttribute(Attributes.integer("block_size", 0));
            }
            if (graph.opset() >= 19) {
                quantise.addAttribute(Attributes.integer("saturate", 1));
            }
            graph.addNode(quantise.build());
            graph.declareLike(name + "_quantised", name, DataType.UINT8);
            dequantise(result, List.of(name + "_quantised", scale, zero), 1);
            graph.declareLike(result, name, DataType.FLOAT);
        }
        return result;
    }

    private void dequantise(String result, List<String> inputs, int axis) {
        NodeProto.Builder dequantise =
                node("DequantizeLinear", result, inputs).addAttribute(Attributes.integer("axis", axis));
        if (graph.opset() >= 21) {
            dequantise.addAttribute(Attributes.integer("block_size", 0));
        }
        graph.addNode(dequantise.build());
    }

    private static NodeProto.Builder node(String operator, String result, List<String> inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(result + "_node")
                .addAllInput(inputs)
                .addOutput(result);
    }

    /** Stores a weight under its channels' scales, which it returns. */
    private float[] storeWeight(TensorProto weight) {
        float[] values = PlainTensor.of(weight).data();
        int channels = Math.toIntExact(weight.getDims(0));
        int each = values.length / channels;
        float[] scales = new float[channels];
        byte[] bytes = new byte[values.length];
        for (int channel = 0; channel < channels; channel++) {
            float largest = 0;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(values[i]));
            }
            scales[channel] = largest > 0 ? largest / LARGEST_WEIGHT : 1;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                bytes[i] = (byte)
                        Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, Math.rint(values[i] / scales[channel])));
            }
        }
        store(weight, DataType.INT8_VALUE, ByteString.copyFrom(bytes), scales, ByteString.copyFrom(new byte[channels]));
        return scales;
    }

    /** Stores a bias in the scale of the sums it is added to. */
    private void storeBias(TensorProto bias, float[] weightScales, float inputScale) {
        float[] values = PlainTensor.of(bias).data();
        float[] scales = new float[values.length];
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int channel = 0; channel < values.length; channel++) {
            scales[channel] = weightScales[channel] * inputScale;
            bytes.putInt((int) Math.rint((double) values[channel] / scales[channel]));
        }
        store(
                bias,
                DataType.INT32_VALUE,
                ByteString.copyFrom(bytes.flip()),
                scales,
                ByteString.copyFrom(new byte[values.length * Integer.BYTES]));
    }

    private void store(TensorProto weight, int type, ByteString values, float[] scales, ByteString zeros) {
        String name = weight.getName();
        graph.removeWeight(name);
        graph.addWeight(weight.toBuilder()
                .setName(name + "_quantised")
                .setDataType(type)
                .setRawData(values)
                .build());
        vector(name + "_scale", DataType.FLOAT_VALUE, scales.length, floats(scales));
        vector(name + "_zero", type, scales.length, zeros);
        dequantise(name, List.of(name + "_quantised", name + "_scale", name + "_zero"), 0);
        graph.declareFloats(name, weight.getDimsList());
    }

    private void vector(String name, int type, int length, ByteString values) {
        graph.addWeight(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addDims(length)
                .setRawData(values)
                .build());
    }

    private String scalar(String name, int type, ByteString value) {
        graph.addWeight(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .setRawData(value)
                .build());
        return name;
    }

    private static ByteString floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
