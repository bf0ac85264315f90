/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** What an exported file takes for pixels. */
public enum PixelInput {
    /** float32 in 0..1; the form every reader takes. */
    FLOAT,
    /** The stored bytes; the file casts and divides them itself. Tribuo's transformers and ncnn cannot feed it. */
    UINT8
}
