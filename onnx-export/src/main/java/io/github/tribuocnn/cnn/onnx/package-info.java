/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Exports a trained network as an ONNX file any runtime opens, and proves the written file right.
 *
 * <p>The walk of one model: {@link io.github.tribuocnn.cnn.onnx.TrainedNetwork} (architecture, weights, labels) goes
 * through {@link io.github.tribuocnn.cnn.onnx.OnnxExporter} to an ONNX message,
 * {@link io.github.tribuocnn.cnn.onnx.OnnxFile} writes it whole or not at all, and
 * {@link io.github.tribuocnn.cnn.onnx.OnnxVerifier} reads the file back, checks its structure and compares ONNX
 * Runtime's probabilities with the trained network's. {@link io.github.tribuocnn.cnn.onnx.OnnxClassifier} serves the
 * file from Java. Only the last two need ONNX Runtime's native library; exporting is plain Java.
 */
@NullMarked
package io.github.tribuocnn.cnn.onnx;

import org.jspecify.annotations.NullMarked;
