/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an exported file in plain Java, from its bytes and the specification of its operators alone: slower than a runtime
 * by far, but on every platform. It shares no code with the network that was trained.
 */
final class PlainClassifier implements ProbabilityModel {
    static final String NAME = "tribuo-cnn in plain Java";

    private static final int BATCH = 32;

    private final ImageContract contract;
    private final PixelPacking packing;
    private final List<NodeProto> nodes;
    private final Map<String, PlainTensor> weights = new HashMap<>();

    /**
     * @param model one whose structure is sound
     * @param source names it in messages
     */
    PlainClassifier(ModelProto model, String source) {
        OnnxStructure.requireSound(model, source);
        contract = ImageContract.of(model, source);
        packing = new PixelPacking(contract);
        nodes = model.getGraph().getNodeList();
        for (TensorProto weight : model.getGraph().getInitializerList()) {
            weights.put(weight.getName(), PlainTensor.of(weight));
        }
    }

    ImageContract contract() {
        return contract;
    }

    @Override
    public List<String> labels() {
        return contract.labels();
    }

    @Override
    public void probabilities(float[] images, int count, float[] probabilities) {
        int columns = contract.labels().size();
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            PlainTensor scores = run(images, first, size);
            System.arraycopy(scores.data(), 0, probabilities, first * columns, size * columns);
        }
        if (contract.givesLogits()) {
            Softmax.inPlace(probabilities, count * columns, columns);
        }
    }

    private PlainTensor run(float[] images, int first, int count) {
        return run(input(images, first * contract.shape().size(), count), contract.output());
    }

    /** The input of a call: floats, or the bytes they stand for. */
    PlainTensor input(float[] images, int offset, int count) {
        ImageShape shape = contract.shape();
        PlainTensor input = PlainTensor.of(count, shape.channels(), shape.height(), shape.width());
        if (contract.pixels() == PixelInput.FLOAT) {
            packing.put(images, offset, count, FloatBuffer.wrap(input.data()));
        } else {
            ByteBuffer bytes = ByteBuffer.allocate(input.data().length);
            packing.put(images, offset, count, bytes);
            for (int i = 0; i < input.data().length; i++) {
                input.data()[i] = bytes.get(i) & 0xFF;
            }
        }
        return input;
    }

    /** Every value of the graph, by its name. */
    Map<String, PlainTensor> runAll(PlainTensor input) {
        Map<String, PlainTensor> values = new HashMap<>(weights);
        values.put(OnnxExporter.INPUT, input);
        for (NodeProto node : nodes) {
            List<PlainTensor> inputs =
                    node.getInputList().stream().map(values::get).toList();
            values.put(node.getOutput(0), PlainOperators.run(node, inputs));
        }
        return values;
    }

    /** The value of one name. */
    PlainTensor run(PlainTensor input, String name) {
        PlainTensor value = runAll(input).get(name);
        if (value == null) {
            throw new OnnxException("the graph has no value '" + name + "'; export the model again");
        }
        return value;
    }
}
