/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operators between number types: bytes and stored weights to floats, floats to eight bits, scores to a column. */
final class TypeRules extends NodeRules {
    static final Set<String> OPERATORS = Set.of("Cast", "ArgMax", "QuantizeLinear", "DequantizeLinear");

    private static final Set<Integer> CASTS = Set.of(DataType.UINT8_VALUE, DataType.FLOAT16_VALUE);
    private static final Set<Integer> QUANTISED =
            Set.of(DataType.UINT8_VALUE, DataType.INT8_VALUE, DataType.INT32_VALUE);

    TypeRules(NodeProto node, List<TensorType> inputs) {
        super(node, inputs);
    }

    TensorType outputType(String operator, int opset) throws OperatorFault {
        return switch (operator) {
            case "Cast" -> cast(opset);
            case "ArgMax" -> argMax();
            case "QuantizeLinear" -> quantise(opset);
            default -> dequantise(opset);
        };
    }

    private TensorType cast(int opset) throws OperatorFault {
        requireAttributes(
                opset < 19
                        ? Map.of("to", AttributeType.INT)
                        : Map.of("to", AttributeType.INT, "saturate", AttributeType.INT));
        requireCount(1);
        requireValue("to", DataType.FLOAT_VALUE);
        require(CASTS.contains(input(0).elementType()), "reads " + input(0) + ", expected uint8 or float16");
        return input(0).withElementType(DataType.FLOAT_VALUE);
    }

    private TensorType argMax() throws OperatorFault {
        requireAttributes(Map.of(
                "axis", AttributeType.INT,
                "keepdims", AttributeType.INT,
                "select_last_index", AttributeType.INT));
        requireFloats();
        requireInputs(2);
        requireValue("axis", 1);
        requireValue("keepdims", 0);
        requireValue("select_last_index", 0);
        return new TensorType(DataType.INT64_VALUE, input(0).dimensions().subList(0, 1));
    }

    private TensorType quantise(int opset) throws OperatorFault {
        Map<String, AttributeType> expected = new HashMap<>(Map.of("axis", AttributeType.INT));
        if (opset >= 19) {
            expected.put("saturate", AttributeType.INT);
        }
        if (opset >= 21) {
            expected.put("block_size", AttributeType.INT);
        }
        requireAttributes(expected);
        requireCount(3);
        require(input(0).isFloat(), "reads " + input(0) + ", expected float");
        require(input(2).elementType() == DataType.UINT8_VALUE, "has the zero point " + input(2) + ", expected uint8");
        requireScale();
        require(input(1).rank() == 0, "has the scale " + input(1) + ", expected a single number");
        return input(0).withElementType(DataType.UINT8_VALUE);
    }

    private TensorType dequantise(int opset) throws OperatorFault {
        requireAttributes(
                opset < 21
                        ? Map.of("axis", AttributeType.INT)
                        : Map.of("axis", AttributeType.INT, "block_size", AttributeType.INT));
        requireCount(3);
        TensorType stored = input(0);
        require(
                QUANTISED.contains(stored.elementType()) && stored.elementType() == input(2).elementType(),
                "reads " + stored + " with the zero point " + input(2) + ", expected one type of 8 or 32 bits");
        requireScale();
        if (input(1).rank() == 1) {
            requireValue("axis", 0);
            require(stored.rank() >= 1, "reads " + stored + " with the scale " + input(1));
            requireKnown(stored, 0);
            requireFit(stored.length(0), input(1).length(0), "rows of the weight and scales");
        }
        return stored.withElementType(DataType.FLOAT_VALUE);
    }

    private void requireScale() throws OperatorFault {
        TensorType scale = input(1);
        require(
                scale.isFloat() && scale.rank() <= 1 && scale.dimensions().equals(input(2).dimensions()),
                "has the scale " + scale + " and the zero point " + input(2));
        if (scale.rank() == 1) {
            requireKnown(scale, 0);
        }
    }
}
