/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/**
 * The answer to one image.
 *
 * @param label the most probable label, the first of equals in the order of the file's columns
 * @param probability its probability, 0..1
 */
public record Classification(String label, float probability) {}
