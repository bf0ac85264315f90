/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators the exporter writes: their attributes, every one explicit, and the type that follows from the inputs. */
final class OperatorRules extends NodeRules {
    private static final Map<String, AttributeType> WINDOW = Map.of(
            "dilations", AttributeType.INTS,
            "kernel_shape", AttributeType.INTS,
            "pads", AttributeType.INTS,
            "strides", AttributeType.INTS);

    private OperatorRules(NodeProto node, List<TensorType> inputs) {
        super(node, inputs);
    }

    /**
     * Infers the type of a node's output.
     *
     * @param opset the version of the operator set; later ones have attributes the earlier lack
     * @throws OperatorFault if the operator is unknown, or its inputs or attributes break its rules
     */
    static TensorType outputType(NodeProto node, List<TensorType> inputs, int opset) throws OperatorFault {
        String operator = node.getDomain().isEmpty() ? node.getOpType() : "";
        if (TypeRules.OPERATORS.contains(operator)) {
            return new TypeRules(node, inputs).outputType(operator, opset);
        }
        OperatorRules rules = new OperatorRules(node, inputs);
        rules.requireFloats();
        return switch (operator) {
            case "Conv" -> rules.conv();
            case "Relu", "Sigmoid", "Tanh", "Erf" -> rules.elementwise(Map.of());
            case "LeakyRelu", "Elu" -> rules.elementwise(Map.of("alpha", AttributeType.FLOAT));
            case "Transpose" -> rules.transpose();
            case "BatchNormalization" -> rules.batchNormalization(opset);
            case "Add", "Mul", "Div" -> rules.arithmetic();
            case "MaxPool" -> rules.maxPool();
            case "AveragePool" -> rules.averagePool(opset);
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
        TensorType image = input(0);
        TensorType weight = input(1);
        requireFit(weight.length(0), input(2).length(0), "filters of the weight and of the bias");
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
        requireValue("ceil_mode", 0);
        return window(input(0).length(1));
    }

    private TensorType averagePool(int opset) throws OperatorFault {
        Map<String, AttributeType> expected = new HashMap<>(WINDOW);
        expected.put("ceil_mode", AttributeType.INT);
        expected.put("count_include_pad", AttributeType.INT);
        if (opset < 19) {
            expected.remove("dilations");
        }
        requireAttributes(expected);
        requireInputs(4);
        requireValue("ceil_mode", 0);
        requireValue("count_include_pad", 0);
        return opset < 19 ? window(input(0).length(1), 1, 1) : window(input(0).length(1));
    }

    private TensorType globalAveragePool() throws OperatorFault {
        requireAttributes(Map.of());
        requireInputs(4);
        return TensorType.floats(input(0).dimensions().get(0), input(0).length(1), 1, 1);
    }

    private TensorType window(int channels) throws OperatorFault {
        return window(channels, number("dilations", 0, 2), number("dilations", 1, 2));
    }

    /** The image that is left where a window is moved over the first input. */
    private TensorType window(int channels, long... dilations) throws OperatorFault {
        long[] sides = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            long padded = input(0).length(2 + axis) + number("pads", axis, 4) + number("pads", 2 + axis, 4);
            long span = dilations[axis] * (number("kernel_shape", axis, 2) - 1) + 1;
            long stride = number("strides", axis, 2);
            require(
                    span >= 1 && padded >= span && stride >= 1,
                    "moves a window of " + span + " over " + padded + " with a stride of " + stride);
            sides[axis] = (padded - span) / stride + 1;
        }
        return TensorType.floats(input(0).dimensions().get(0), channels, sides[0], sides[1]);
    }

    private TensorType elementwise(Map<String, AttributeType> expected) throws OperatorFault {
        requireAttributes(expected);
        requireCount(1);
        return input(0);
    }

    private TensorType transpose() throws OperatorFault {
        requireAttributes(Map.of("perm", AttributeType.INTS));
        requireInputs(4);
        List<Long> order = attribute("perm").getIntsList();
        require(order.equals(List.of(0L, 2L, 3L, 1L)), "has perm " + order + ", expected [0, 2, 3, 1]");
        TensorType image = input(0);
        return TensorType.floats(image.dimensions().get(0), image.length(2), image.length(3), image.length(1));
    }

    private TensorType batchNormalization(int opset) throws OperatorFault {
        Map<String, AttributeType> expected =
                new HashMap<>(Map.of("epsilon", AttributeType.FLOAT, "momentum", AttributeType.FLOAT));
        if (opset >= 14) {
            expected.put("training_mode", AttributeType.INT);
        }
        requireAttributes(expected);
        if (opset >= 14) {
            requireValue("training_mode", 0);
        }
        requireCount(5);
        TensorType batch = input(0);
        require(batch.rank() >= 2, "normalises " + batch + ", expected a batch");
        requireKnown(batch, 1);
        for (TensorType tensor : inputs().subList(1, 5)) {
            require(tensor.rank() == 1, "reads " + tensor + ", expected 1 dimension");
            requireKnown(tensor, 0);
            requireFit(tensor.length(0), batch.length(1), "values of a tensor and channels of the batch");
        }
        return batch;
    }

    /** Two batches of one shape, or a batch and a single number. */
    private TensorType arithmetic() throws OperatorFault {
        requireAttributes(Map.of());
        requireCount(2);
        TensorType left = input(0);
        TensorType right = input(1);
        require(right.rank() == 0 || right.equals(left), "combines " + left + " and " + right);
        return left;
    }

    private TensorType flatten() throws OperatorFault {
        requireAttributes(Map.of("axis", AttributeType.INT));
        require(inputs().size() == 1 && input(0).rank() >= 1, "expects one batch");
        requireValue("axis", 1);
        TensorType batch = input(0);
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
        TensorType weight = input(1);
        requireFit(weight.length(1), input(0).length(1), "columns of the weight and of the batch");
        requireFit(weight.length(0), input(2).length(0), "units of the weight and of the bias");
        return TensorType.floats(input(0).dimensions().get(0), weight.length(0));
    }

    private TensorType softmax() throws OperatorFault {
        requireAttributes(Map.of("axis", AttributeType.INT));
        requireInputs(2);
        requireValue("axis", 1);
        return input(0);
    }
}
