/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The type of one value of a graph.
 *
 * @param elementType the number of a {@link TensorProto.DataType}
 * @param dimensions each a length, or the name of one that is open until the graph is run
 */
record TensorType(int elementType, List<String> dimensions) {
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final String UNKNOWN = "?";

    TensorType {
        dimensions = List.copyOf(dimensions);
    }

    static TensorType of(TypeProto type) {
        List<String> dimensions = new ArrayList<>();
        for (TensorShapeProto.Dimension dimension :
                type.getTensorType().getShape().getDimList()) {
            if (dimension.hasDimValue()) {
                dimensions.add(Long.toString(dimension.getDimValue()));
            } else {
                dimensions.add(dimension.getDimParam().isEmpty() ? UNKNOWN : dimension.getDimParam());
            }
        }
        return new TensorType(type.getTensorType().getElemType(), dimensions);
    }

    static TensorType of(TensorProto tensor) {
        return new TensorType(
                tensor.getDataType(),
                tensor.getDimsList().stream().map(String::valueOf).toList());
    }

    /** A float32 type whose first dimension is taken over and whose others are known. */
    static TensorType floats(String first, long... others) {
        List<String> dimensions = new ArrayList<>(List.of(first));
        for (long length : others) {
            dimensions.add(Long.toString(length));
        }
        return new TensorType(FLOAT, dimensions);
    }

    TensorType withElementType(int type) {
        return new TensorType(type, dimensions);
    }

    boolean isFloat() {
        return elementType == FLOAT;
    }

    int rank() {
        return dimensions.size();
    }

    /** Whether a dimension is a length that fits an array. */
    boolean isKnown(int dimension) {
        return dimensions.get(dimension).matches("[0-9]{1,9}");
    }

    /** The length of a dimension that {@link #isKnown}. */
    int length(int dimension) {
        return Integer.parseInt(dimensions.get(dimension));
    }

    /** E.g. {@code float[N,1,28,28]}. */
    @Override
    public String toString() {
        TensorProto.DataType type = TensorProto.DataType.forNumber(elementType);
        return (type == null ? "type " + elementType : type.name().toLowerCase(Locale.ROOT)) + "["
                + String.join(",", dimensions) + "]";
    }

    /** Names and types of values, for a message. */
    static String describe(List<ValueInfoProto> values) {
        return values.isEmpty()
                ? "nothing"
                : values.stream()
                        .map(value -> value.getName() + ": " + of(value.getType()))
                        .collect(Collectors.joining(", "));
    }
}
