/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Writes trained networks as ONNX files and checks them in ONNX Runtime.
 */
@NullMarked
package io.github.tribuocnn.cnn.onnx;

import org.jspecify.annotations.NullMarked;
