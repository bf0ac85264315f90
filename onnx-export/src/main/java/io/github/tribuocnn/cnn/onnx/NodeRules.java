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

/** What the rules of every operator are made of: one node, the types it reads, and its attributes. */
abstract class NodeRules {
    private final NodeProto node;
    private final List<TensorType> inputs;
    private final Map<String, AttributeProto> attributes = new HashMap<>();

    NodeRules(NodeProto node, List<TensorType> inputs) {
        this.node = node;
        this.inputs = inputs;
        node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
    }

    final List<TensorType> inputs() {
        return inputs;
    }

    final TensorType input(int index) {
        return inputs.get(index);
    }

    final void requireCount(int count) throws OperatorFault {
        require(inputs.size() == count, "has " + inputs.size() + " inputs, expected " + count);
    }

    final void requireFloats() throws OperatorFault {
        for (TensorType input : inputs) {
            require(input.isFloat(), "reads " + input + ", expected float");
        }
    }

    final void requireValue(String attribute, long expected) throws OperatorFault {
        require(
                integer(attribute) == expected,
                "has " + attribute + " " + integer(attribute) + ", expected " + expected);
    }

    /** As many inputs as ranks, each of its rank; all lengths known but the batch's. */
    final void requireInputs(int... ranks) throws OperatorFault {
        require(inputs.size() == ranks.length, "has " + inputs.size() + " inputs, expected " + ranks.length);
        for (int i = 0; i < ranks.length; i++) {
            TensorType input = inputs.get(i);
            require(input.rank() == ranks[i], "reads " + input + ", expected " + ranks[i] + " dimensions");
            for (int dimension = i == 0 ? 1 : 0; dimension < ranks[i]; dimension++) {
                requireKnown(input, dimension);
            }
        }
    }

    static void requireKnown(TensorType type, int dimension) throws OperatorFault {
        require(type.isKnown(dimension), "reads " + type + ", expected lengths for all but the batch");
    }

    final void requireAttributes(Map<String, AttributeType> expected) throws OperatorFault {
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

    final AttributeProto attribute(String name) throws OperatorFault {
        AttributeProto attribute = attributes.get(name);
        if (attribute == null) {
            throw new OperatorFault("has no attribute " + name);
        }
        return attribute;
    }

    final long integer(String name) throws OperatorFault {
        return attribute(name).getI();
    }

    final long number(String name, int index, int count) throws OperatorFault {
        List<Long> numbers = attribute(name).getIntsList();
        require(numbers.size() == count, "has " + name + " " + numbers + ", expected " + count + " numbers");
        return numbers.get(index);
    }

    static void requireFit(long left, long right, String what) throws OperatorFault {
        require(left == right, "has " + left + " and " + right + " " + what);
    }

    static void require(boolean holds, String otherwise) throws OperatorFault {
        if (!holds) {
            throw new OperatorFault(otherwise);
        }
    }
}
