/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import org.jspecify.annotations.Nullable;

/** ONNX Runtime has no native library that runs here. */
final class OrtUnavailableException extends OnnxException {
    private static final long serialVersionUID = 1L;

    OrtUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
