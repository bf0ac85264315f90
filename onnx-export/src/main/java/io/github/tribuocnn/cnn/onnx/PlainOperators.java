/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;

/** The operators the exporter writes, in plain Java, for nodes that keep {@link OperatorRules}. */
final class PlainOperators {
    private final NodeProto node;
    private final List<PlainTensor> inputs;

    private PlainOperators(NodeProto node, List<PlainTensor> inputs) {
        this.node = node;
        this.inputs = inputs;
    }

    static PlainTensor run(NodeProto node, List<PlainTensor> inputs) {
        PlainOperators operators = new PlainOperators(node, inputs);
        PlainTensor x = inputs.get(0);
        return switch (node.getOpType()) {
            case "Conv" -> new PlainWindows(node, x).convolve(inputs.get(1), inputs.get(2));
            case "MaxPool" -> new PlainWindows(node, x).max();
            case "AveragePool" -> new PlainWindows(node, x).average();
            case "GlobalAveragePool" -> globalAverage(x);
            case "Gemm" -> operators.gemm();
            case "BatchNormalization" -> operators.normalise();
            case "Flatten" -> new PlainTensor(new int[] {x.dims()[0], x.stride()}, x.data());
            case "Transpose" -> channelsLast(x);
            case "Softmax" -> softmax(x);
            case "ArgMax" -> argMax(x);
            case "Cast" -> x;
            case "Relu" -> each(x, v -> Math.max(v, 0));
            case "LeakyRelu" -> each(x, v -> v >= 0 ? v : operators.real("alpha") * v);
            case "Elu" -> each(x, v -> v >= 0 ? v : operators.real("alpha") * Math.expm1(v));
            case "Sigmoid" -> each(x, v -> 1 / (1 + Math.exp(-v)));
            case "Tanh" -> each(x, Math::tanh);
            case "Erf" -> each(x, Erf::erf);
            case "Add" -> operators.both((left, right) -> left + right);
            case "Mul" -> operators.both((left, right) -> left * right);
            case "Div" -> operators.both((left, right) -> left / right);
            case "QuantizeLinear" -> operators.quantise();
            case "DequantizeLinear" -> operators.dequantise();
            default ->
                throw new OnnxException("plain Java does not run " + node.getOpType() + " '" + node.getName()
                        + "'; verify the file in ONNX Runtime");
        };
    }

    private float real(String name) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                return attribute.getF();
            }
        }
        throw new OnnxException("node '" + node.getName() + "' has no attribute " + name + "; export the model again");
    }

    private static PlainTensor each(PlainTensor x, DoubleUnaryOperator function) {
        PlainTensor result = x.like();
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = (float) function.applyAsDouble(x.data()[i]);
        }
        return result;
    }

    /** Of two tensors of one shape, or of a tensor and a single number. */
    private PlainTensor both(DoubleBinaryOperator function) {
        float[] right = inputs.get(1).data();
        PlainTensor result = inputs.get(0).like();
        for (int i = 0; i < result.data().length; i++) {
            // One operation on floats, done in doubles and rounded, is the operation on floats.
            result.data()[i] =
                    (float) function.applyAsDouble(inputs.get(0).data()[i], right[right.length == 1 ? 0 : i]);
        }
        return result;
    }

    /** {@code x·wᵀ + b}, summed in doubles. */
    private PlainTensor gemm() {
        PlainTensor x = inputs.get(0);
        PlainTensor weight = inputs.get(1);
        int units = weight.dims()[0];
        int columns = weight.dims()[1];
        PlainTensor result = PlainTensor.of(x.dims()[0], units);
        int to = 0;
        for (int row = 0; row < x.data().length; row += columns) {
            for (int unit = 0; unit < units; unit++) {
                double sum = 0;
                for (int column = 0; column < columns; column++) {
                    sum += (double) x.data()[row + column] * weight.data()[unit * columns + column];
                }
                result.data()[to++] = (float)
                        (real("alpha") * sum + real("beta") * inputs.get(2).data()[unit]);
            }
        }
        return result;
    }

    private PlainTensor normalise() {
        PlainTensor x = inputs.get(0);
        int channels = x.dims()[1];
        int plane = x.stride() / channels;
        PlainTensor result = x.like();
        for (int i = 0; i < result.data().length; i++) {
            int channel = i / plane % channels;
            double scale = inputs.get(1).data()[channel]
                    / Math.sqrt((double) inputs.get(4).data()[channel] + real("epsilon"));
            result.data()[i] = (float) ((x.data()[i] - inputs.get(3).data()[channel]) * scale
                    + inputs.get(2).data()[channel]);
        }
        return result;
    }

    private static PlainTensor globalAverage(PlainTensor x) {
        PlainTensor result = PlainTensor.of(x.dims()[0], x.dims()[1], 1, 1);
        int plane = x.dims()[2] * x.dims()[3];
        for (int i = 0; i < result.data().length; i++) {
            double sum = 0;
            for (int pixel = i * plane; pixel < (i + 1) * plane; pixel++) {
                sum += x.data()[pixel];
            }
            result.data()[i] = (float) (sum / plane);
        }
        return result;
    }

    private static PlainTensor channelsLast(PlainTensor x) {
        int channels = x.dims()[1];
        int plane = x.dims()[2] * x.dims()[3];
        PlainTensor result = PlainTensor.of(x.dims()[0], x.dims()[2], x.dims()[3], channels);
        for (int i = 0; i < result.data().length; i++) {
            int image = i / (channels * plane);
            int pixel = i / channels % plane;
            result.data()[i] = x.data()[(image * channels + i % channels) * plane + pixel];
        }
        return result;
    }

    private static PlainTensor softmax(PlainTensor x) {
        PlainTensor result = new PlainTensor(x.dims(), x.data().clone());
        Softmax.inPlace(result.data(), result.data().length, x.dims()[1]);
        return result;
    }

    private static PlainTensor argMax(PlainTensor x) {
        PlainTensor result = PlainTensor.of(x.dims()[0]);
        for (int row = 0; row < x.dims()[0]; row++) {
            int best = 0;
            for (int column = 1; column < x.dims()[1]; column++) {
                if (x.data()[row * x.dims()[1] + column] > x.data()[row * x.dims()[1] + best]) {
                    best = column;
                }
            }
            result.data()[row] = best;
        }
        return result;
    }

    /** {@code round(x / scale) + zero}, to the even one of two, and kept within a byte. */
    private PlainTensor quantise() {
        float scale = inputs.get(1).data()[0];
        float zero = inputs.get(2).data()[0];
        return each(inputs.get(0), v -> Math.max(0, Math.min(255, Math.rint((float) v / scale) + zero)));
    }

    /** {@code (x - zero) · scale}, with a scale for all or one for each row. */
    private PlainTensor dequantise() {
        PlainTensor x = inputs.get(0);
        float[] scales = inputs.get(1).data();
        float[] zeros = inputs.get(2).data();
        int row = scales.length == 1 ? Math.max(1, x.data().length) : x.stride();
        PlainTensor result = x.like();
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = (x.data()[i] - zeros[i / row]) * scales[i / row];
        }
        return result;
    }
}
