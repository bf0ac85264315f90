/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators the exporter writes: their attributes, every one explicit, and the type that follows from the inputs. */
final class OperatorRules {
    private static final Map<String, AttributeType> WINDOW = Map.of(
            "dilations", AttributeType.INTS,
            "kernel_shape", AttributeType.INTS,
            "pads", AttributeType.INTS,
            "strides", AttributeType.INTS);

    private final NodeProto node;
    private final List<TensorType> inputs;
    private final Map<String, AttributeProto> attributes = new HashMap<>();

    private OperatorRules(NodeProto node, List<TensorType> inputs) {
        this.node = node;
        this.inputs = inputs;
        node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
    }

    /**
     * Infers the type of a node's output.
     *
     * @throws OperatorFault if the operator is unknown, or its inputs or attributes break its rules
     */
    static TensorType outputType(NodeProto node, List<TensorType> inputs) throws OperatorFault {
        OperatorRules rules = new OperatorRules(node, inputs);
        for (TensorType input : inputs) {
            require(input.isFloat(), "reads " + input + ", expected float");
        }
        return switch (node.getDomain().isEmpty() ? node.getOpType() : "") {
            case "Conv" -> rules.conv();
            case "Relu", "Sigmoid", "Tanh", "Erf" -> rules.elementwise(Map.of());
            case "LeakyRelu", "Elu" -> rules.elementwise(Map.of("alpha", AttributeType.FLOAT));
            case "Transpose" -> rules.transpose();
            case "BatchNormalization" -> rules.batchNormalization();
            case "Add", "Mul" -> rules.arithmetic();
            case "MaxPool" -> rules.maxPool();
            case "AveragePool" -> rules.averagePool();
            case "GlobalAveragePool" -> rules.globalAveragePool();
            case "Flatten" -> rules.flatten();
            case "Gemm" -> rules.gemm();
            case "Softmax" -> rules.softmax();
            default -> throw new OperatorFault("is no operator this exporter writes");
        };
    }

    private TensorType conv() throws OperatorFault {
        Map<String, AttributeType> expected = new HashMap<>(WINDOW);
        expected.put("group", AttributeType.INT);
        requireAttributes(expected);
        requireInputs(4, 4, 1);
        TensorType image = inputs.get(0);
        TensorType weight = inputs.get(1);
        requireFit(weight.length(0), inputs.get(2).length(0), "filters of the weight and of the bias");
        requireFit(weight.length(1) * integer("group"), image.length(1), "channels of the weight and of the image");
        List<Long> kernel = attribute("kernel_shape").getIntsList();
        require(
                kernel.equals(List.of((long) weight.length(2), (long) weight.length(3))),
                "has kernel_shape " + kernel + " and the weight " + weight);
        return window(weight.length(0));
    }

    private TensorType maxPool() throws OperatorFault {
        Map<String, AttributeType> expected = new HashMap<>(WINDOW);
        expected.put("ceil_mode", AttributeType.INT);
        requireAttributes(expected);
        requireInputs(4);
        require(integer("ceil_mode") == 0, "has ceil_mode " + integer("ceil_mode") + ", expected 0");
        return window(inputs.get(0).length(1));
    }

    private TensorType averagePool() throws OperatorFault {
        requireAttributes(Map.of(
                "ceil_mode", AttributeType.INT,
                "count_include_pad", AttributeType.INT,
                "kernel_shape", AttributeType.INTS,
                "pads", AttributeType.INTS,
                "strides", AttributeType.INTS));
        requireInputs(4);
        require(integer("ceil_mode") == 0, "has ceil_mode " + integer("ceil_mode") + ", expected 0");
        require(
                integer("count_include_pad") == 0,
                "has count_include_pad " + integer("count_include_pad") + ", expected 0");
        return window(inputs.get(0).length(1), 1, 1);
    }

    private TensorType globalAveragePool() throws OperatorFault {
        requireAttributes(Map.of());
        requireInputs(4);
        return TensorType.floats(
                inputs.get(0).dimensions().get(0), inputs.get(0).length(1), 1, 1);
    }

    private TensorType window(int channels) throws OperatorFault {
        return window(channels, number("dilations", 0, 2), number("dilations", 1, 2));
    }

    /** The image that is left where a window is moved over the first input. */
    private TensorType window(int channels, long... dilations) throws OperatorFault {
        long[] sides = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            long padded = inputs.get(0).length(2 + axis) + number("pads", axis, 4) + number("pads", 2 + axis, 4);
            long span = dilations[axis] * (number("kernel_shape", axis, 2) - 1) + 1;
            long stride = number("strides", axis, 2);
            require(
                    span >= 1 && padded >= span && stride >= 1,
                    "moves a window of " + span + " over " + padded + " with a stride of " + stride);
            sides[axis] = (padded - span) / stride + 1;
        }
        return TensorType.floats(inputs.get(0).dimensions().get(0), channels, sides[0], sides[1]);
    }

    private TensorType elementwise(Map<String, AttributeType> expected) throws OperatorFault {
        requireAttributes(expected);
        require(inputs.size() == 1, "has " + inputs.size() + " inputs, expected 1");
        return inputs.get(0);
    }

    private TensorType transpose() throws OperatorFault {
        requireAttributes(Map.of("perm", AttributeType.INTS));
        requireInputs(4);
        List<Long> order = attribute("perm").getIntsList();
        require(order.equals(List.of(0L, 2L, 3L, 1L)), "has perm " + order + ", expected [0, 2, 3, 1]");
        TensorType image = inputs.get(0);
        return TensorType.floats(image.dimensions().get(0), image.length(2), image.length(3), image.length(1));
    }

    private TensorType batchNormalization() throws OperatorFault {
        requireAttributes(Map.of("epsilon", AttributeType.FLOAT, "momentum", AttributeType.FLOAT));
        require(inputs.size() == 5, "has " + inputs.size() + " inputs, expected 5");
        TensorType batch = inputs.get(0);
        require(batch.rank() >= 2, "normalises " + batch + ", expected a batch");
        requireKnown(batch, 1);
        for (TensorType tensor : inputs.subList(1, 5)) {
            require(tensor.rank() == 1, "reads " + tensor + ", expected 1 dimension");
            requireKnown(tensor, 0);
            requireFit(tensor.length(0), batch.length(1), "values of a tensor and channels of the batch");
        }
        return batch;
    }

    /** Two batches of one shape, or a batch and a single number. */
    private TensorType arithmetic() throws OperatorFault {
        requireAttributes(Map.of());
        require(inputs.size() == 2, "has " + inputs.size() + " inputs, expected 2");
        TensorType left = inputs.get(0);
        TensorType right = inputs.get(1);
        require(right.rank() == 0 || right.equals(left), "combines " + left + " and " + right);
        return left;
    }

    private TensorType flatten() throws OperatorFault {
        requireAttributes(Map.of("axis", AttributeType.INT));
        require(inputs.size() == 1 && inputs.get(0).rank() >= 1, "expects one batch");
        require(integer("axis") == 1, "has axis " + integer("axis") + ", expected 1");
        TensorType batch = inputs.get(0);
        long length = 1;
        for (int dimension = 1; dimension < batch.rank(); dimension++) {
            requireKnown(batch, dimension);
            length *= batch.length(dimension);
            require(length <= Integer.MAX_VALUE, "flattens " + batch + ", which has too many values");
        }
        return TensorType.floats(batch.dimensions().get(0), length);
    }

    private TensorType gemm() throws OperatorFault {
        requireAttributes(Map.of(
                "alpha", AttributeType.FLOAT,
                "beta", AttributeType.FLOAT,
                "transA", AttributeType.INT,
                "transB", AttributeType.INT));
        requireInputs(2, 2, 1);
        require(
                integer("transA") == 0 && integer("transB") == 1,
                "has transA " + integer("transA") + " and transB " + integer("transB") + ", expected 0 and 1");
        TensorType weight = inputs.get(1);
        requireFit(weight.length(1), inputs.get(0).length(1), "columns of the weight and of the batch");
        requireFit(weight.length(0), inputs.get(2).length(0), "units of the weight and of the bias");
        return TensorType.floats(inputs.get(0).dimensions().get(0), weight.length(0));
    }

    private TensorType softmax() throws OperatorFault {
        requireAttributes(Map.of("axis", AttributeType.INT));
        requireInputs(2);
        require(integer("axis") == 1, "has axis " + integer("axis") + ", expected 1");
        return inputs.get(0);
    }

    /** As many inputs as ranks, each of its rank; all lengths known but the batch's. */
    private void requireInputs(int... ranks) throws OperatorFault {
        require(inputs.size() == ranks.length, "has " + inputs.size() + " inputs, expected " + ranks.length);
        for (int i = 0; i < ranks.length; i++) {
            TensorType input = inputs.get(i);
            require(input.rank() == ranks[i], "reads " + input + ", expected " + ranks[i] + " dimensions");
            for (int dimension = i == 0 ? 1 : 0; dimension < ranks[i]; dimension++) {
                requireKnown(input, dimension);
            }
        }
    }

    private static void requireKnown(TensorType type, int dimension) throws OperatorFault {
        require(type.isKnown(dimension), "reads " + type + ", expected lengths for all but the batch");
    }

    private void requireAttributes(Map<String, AttributeType> expected) throws OperatorFault {
        require(
                attributes.keySet().equals(expected.keySet()) && node.getAttributeCount() == expected.size(),
                "has the attributes " + attributes.keySet() + ", expected each of " + expected.keySet() + " once");
        for (AttributeProto attribute : attributes.values()) {
            require(
                    attribute.getType() == expected.get(attribute.getName()),
                    "has the attribute " + attribute.getName() + " of type " + attribute.getType() + ", expected "
                            + expected.get(attribute.getName()));
        }
    }

    private AttributeProto attribute(String name) throws OperatorFault {
        AttributeProto attribute = attributes.get(name);
        if (attribute == null) {
            throw new OperatorFault("has no attribute " + name);
        }
        return attribute;
    }

    private long integer(String name) throws OperatorFault {
        return attribute(name).getI();
    }

    private long number(String name, int index, int count) throws OperatorFault {
        List<Long> numbers = attribute(name).getIntsList();
        require(numbers.size() == count, "has " + name + " " + numbers + ", expected " + count + " numbers");
        return numbers.get(index);
    }

    private static void requireFit(long left, long right, String what) throws OperatorFault {
        require(left == right, "has " + left + " and " + right + " " + what);
    }

    private static void require(boolean holds, String otherwise) throws OperatorFault {
        if (!holds) {
            throw new OperatorFault(otherwise);
        }
    }
}
