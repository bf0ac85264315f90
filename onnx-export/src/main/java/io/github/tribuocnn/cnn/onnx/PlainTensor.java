/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * A value while plain Java runs a graph. Integers are held as floats too: those that occur are far below 2^24, up to which
 * every one is exact, but for biases of 32 bits, whose rounding there is finer than what they stand for.
 *
 * @param dims its lengths, none for a single number
 * @param data its elements, the last dimension running fastest
 */
record PlainTensor(int[] dims, float[] data) {
    /** A tensor of zeros. */
    static PlainTensor of(int... dims) {
        return new PlainTensor(dims, new float[IntStream.of(dims).reduce(1, Math::multiplyExact)]);
    }

    /** A weight of a file whose structure is sound. */
    static PlainTensor of(TensorProto weight) {
        PlainTensor tensor =
                of(weight.getDimsList().stream().mapToInt(Math::toIntExact).toArray());
        ByteBuffer bytes = weight.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.data.length; i++) {
            tensor.data[i] = switch (weight.getDataType()) {
                case DataType.FLOAT_VALUE -> bytes.getFloat();
                case DataType.FLOAT16_VALUE -> HalfFloat.toFloat(bytes.getShort());
                case DataType.INT32_VALUE -> bytes.getInt();
                case DataType.INT8_VALUE -> bytes.get();
                case DataType.UINT8_VALUE -> bytes.get() & 0xFF;
                default ->
                    throw new OnnxException("the weight '" + weight.getName() + "' is " + TensorType.of(weight)
                            + ", which plain Java does not read; verify the file in ONNX Runtime");
            };
        }
        return tensor;
    }

    /** A tensor of the same lengths. */
    PlainTensor like() {
        return new PlainTensor(dims, new float[data.length]);
    }

    int rank() {
        return dims.length;
    }

    /** How many elements one image, or one row, has. */
    int stride() {
        return dims[0] == 0 ? 0 : data.length / dims[0];
    }
}
