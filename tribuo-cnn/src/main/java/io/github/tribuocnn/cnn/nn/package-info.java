/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Layers at run time. Each layer is immutable and holds its forward and backward pass side by side; parameters,
 * gradients and activations belong to the caller's {@link io.github.tribuocnn.cnn.nn.Workspace}.
 */
@NullMarked
package io.github.tribuocnn.cnn.nn;

import org.jspecify.annotations.NullMarked;
