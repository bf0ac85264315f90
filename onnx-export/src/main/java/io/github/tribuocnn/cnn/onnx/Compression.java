/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** Ways to store a network in fewer bytes, at a price. */
public enum Compression {
    /**
     * Weights in 16 bits, all arithmetic in 32: half the size, and in ONNX Runtime the same speed. OpenCV 4.6, ncnn and
     * onnx2c do not read it.
     */
    FLOAT16_WEIGHTS,
    /**
     * Weights and activations in 8 bits, the logits in 32: a quarter of the size. For devices without a fast float unit;
     * processors such as this one's run it more slowly.
     */
    INT8
}
