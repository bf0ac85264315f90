/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * Native memory for the pixels and scores of one call, used again for the next of the same size: making tensors costs a
 * good part of the time a small network takes for one image.
 */
final class InferenceSlot implements AutoCloseable {
    private final int count;
    private final ByteBuffer pixels;
    private final FloatBuffer scores;
    private final OnnxTensor input;
    private final OnnxTensor output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    InferenceSlot(ImageContract contract, int count) throws OrtException {
        OrtEnvironment environment = OrtRuntime.environment();
        ImageShape shape = contract.shape();
        boolean floats = contract.pixels() == PixelInput.FLOAT;
        this.count = count;
        pixels = direct(count * shape.size() * (floats ? Float.BYTES : 1));
        scores = direct(count * contract.labels().size() * Float.BYTES).asFloatBuffer();
        long[] dimensions = {count, shape.channels(), shape.height(), shape.width()};
        input = floats
                ? OnnxTensor.createTensor(environment, pixels.asFloatBuffer(), dimensions)
                : OnnxTensor.createTensor(environment, pixels, dimensions, OnnxJavaType.UINT8);
        output = OnnxTensor.createTensor(
                environment, scores, new long[] {count, contract.labels().size()});
        inputs = Map.of(OnnxExporter.INPUT, input);
        outputs = Map.of(contract.output(), output);
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** How many images a call takes. */
    int count() {
        return count;
    }

    /** Where the pixels go, from the beginning. */
    ByteBuffer pixels() {
        return pixels.clear();
    }

    /** Runs the session on the pixels and returns the scores, from the beginning. */
    FloatBuffer run(OrtSession session) throws OrtException {
        session.run(inputs, Set.of(), outputs).close();
        return scores.clear();
    }

    @Override
    public void close() {
        input.close();
        output.close();
    }
}
