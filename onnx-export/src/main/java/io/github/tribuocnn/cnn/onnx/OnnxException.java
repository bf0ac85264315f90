/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import org.jspecify.annotations.Nullable;

/** An ONNX model, or the runtime that should run it, is not what was needed; the message says what to do. */
public class OnnxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was found, what was expected and what to do
     */
    public OnnxException(String message) {
        super(message);
    }

    /**
     * @param message what was found, what was expected and what to do
     * @param cause the failure underneath, {@code null} if there is none
     */
    public OnnxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
