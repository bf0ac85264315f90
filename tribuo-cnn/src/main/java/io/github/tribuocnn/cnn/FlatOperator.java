/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tribuo.util.onnx.ONNXAttribute;
import org.tribuo.util.onnx.ONNXOperator;

/** The operators of ONNX's default set, version 13, that image networks need and Tribuo does not have. */
enum FlatOperator implements ONNXOperator {
    /** The average of each window. */
    AVERAGE_POOL(
            "AveragePool", 1, 0, integer("count_include_pad"), required("kernel_shape"), ints("pads"), ints("strides")),
    /** Values by channel, then gamma, beta, mean and variance. */
    BATCH_NORMALIZATION("BatchNormalization", 5, 0, real("epsilon")),
    /** Image, weights [filter][channel][row][column] and, optionally, biases. */
    CONV("Conv", 2, 1, ints("dilations"), integer("group"), ints("kernel_shape"), ints("pads"), ints("strides")),
    /** The exponential linear unit. */
    ELU("Elu", 1, 0, real("alpha")),
    /** The error function. */
    ERF("Erf", 1, 0),
    /** Everything behind the first axis in a row. */
    FLATTEN("Flatten", 1, 0, integer("axis")),
    /** The average of each channel. */
    GLOBAL_AVERAGE_POOL("GlobalAveragePool", 1, 0),
    /** The rectifier with a slope below 0. */
    LEAKY_RELU("LeakyRelu", 1, 0, real("alpha")),
    /** The largest value of each window. */
    MAX_POOL("MaxPool", 1, 0, required("kernel_shape"), ints("pads"), ints("strides")),
    /** A tensor and how many zeros to add at the beginning and the end of each axis. */
    PAD("Pad", 2, 0),
    /** The positive part. */
    RELU("Relu", 1, 0),
    /** A tensor and its new dimensions. */
    RESHAPE("Reshape", 2, 0),
    /** The hyperbolic tangent. */
    TANH("Tanh", 1, 0),
    /** The axes in another order. */
    TRANSPOSE("Transpose", 1, 0, required("perm"));

    private static final int OPSET = 13;

    private final String opName;
    private final int inputs;
    private final int optionalInputs;
    // Never changed, but what Tribuo asks for is a map of its own mutable-looking type.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, ONNXAttribute> attributes;

    FlatOperator(String opName, int inputs, int optionalInputs, ONNXAttribute... attributes) {
        this.opName = opName;
        this.inputs = inputs;
        this.optionalInputs = optionalInputs;
        Map<String, ONNXAttribute> byName = new LinkedHashMap<>();
        Arrays.stream(attributes).forEach(attribute -> byName.put(attribute.getName(), attribute));
        this.attributes = Map.copyOf(byName);
    }

    private static ONNXAttribute ints(String name) {
        return new ONNXAttribute(name, AttributeType.INTS, false);
    }

    private static ONNXAttribute required(String name) {
        return new ONNXAttribute(name, AttributeType.INTS, true);
    }

    private static ONNXAttribute real(String name) {
        return new ONNXAttribute(name, AttributeType.FLOAT, false);
    }

    private static ONNXAttribute integer(String name) {
        return new ONNXAttribute(name, AttributeType.INT, false);
    }

    @Override
    public String getOpName() {
        return opName;
    }

    @Override
    public int getNumInputs() {
        return inputs;
    }

    @Override
    public int getNumOptionalInputs() {
        return optionalInputs;
    }

    @Override
    public int getNumOutputs() {
        return 1;
    }

    @Override
    public Map<String, ONNXAttribute> getAttributes() {
        return attributes;
    }

    @Override
    public Set<String> getMandatoryAttributeNames() {
        return attributes.values().stream()
                .filter(ONNXAttribute::isMandatory)
                .map(ONNXAttribute::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int getOpVersion() {
        return OPSET;
    }

    /** None: Tribuo writes the default domain as no domain at all. */
    @Override
    public @Nullable String getOpDomain() {
        return null;
    }

    @Override
    public OperatorSetIdProto opsetProto() {
        return OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET).build();
    }
}
