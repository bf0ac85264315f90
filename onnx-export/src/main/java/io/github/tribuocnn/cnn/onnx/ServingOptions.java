/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/**
 * How ONNX Runtime runs a file.
 *
 * @param threads how many threads one call is spread over; calls from several threads run side by side whatever this says
 * @param provider what computes
 */
public record ServingOptions(int threads, ExecutionProvider provider) {
    /** One thread on the processor, which is enough for networks of some ten thousand weights. */
    public static final ServingOptions DEFAULT = new ServingOptions(1, ExecutionProvider.CPU);

    /**
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public ServingOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
    }

    /** Returns these options with another number of threads. */
    public ServingOptions withThreads(int count) {
        return new ServingOptions(count, provider);
    }

    /** Returns these options with something else to compute with. */
    public ServingOptions withProvider(ExecutionProvider other) {
        return new ServingOptions(threads, other);
    }
}
