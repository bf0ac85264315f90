/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Turns images into probabilities, one library or the other. Any number of threads may prepare and make calls. */
@FunctionalInterface
interface Predictor {

    /** A prediction that can be made again and again, by one thread at a time. */
    @FunctionalInterface
    interface Call {

        /**
         * Predicts.
         *
         * @throws OrtException if ONNX Runtime can't
         */
        void run() throws OrtException;
    }

    /**
     * Gets a call ready. What a program would prepare once and use for every call does not belong to the call: our array, or
     * ONNX Runtime's tensor over native memory.
     *
     * @param images 784 numbers from 0 to 1 an image
     * @param count the number of images
     * @param probabilities receives 10 numbers an image
     * @throws OrtException if ONNX Runtime can't
     */
    Call prepare(float[] images, int count, float[] probabilities) throws OrtException;

    /** Our model, in the thread that calls. */
    static Predictor ours(CNNModel model) {
        return (images, count, probabilities) -> () -> model.probabilities(images, count, probabilities);
    }

    /** The exported model, in the threads of the session. */
    static Predictor onnxRuntime(OrtEnvironment environment, OrtSession session) {
        return (images, count, probabilities) -> {
            FloatBuffer buffer = ByteBuffer.allocateDirect(4 * count * Digits.PIXELS)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            buffer.put(images, 0, count * Digits.PIXELS).flip();
            long[] shape = {count, 1, Digits.SIDE, Digits.SIDE};
            Map<String, OnnxTensor> input = Map.of(
                    session.getInputNames().iterator().next(), OnnxTensor.createTensor(environment, buffer, shape));
            return () -> {
                try (OrtSession.Result result = session.run(input)) {
                    ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
                }
            };
        };
    }
}
