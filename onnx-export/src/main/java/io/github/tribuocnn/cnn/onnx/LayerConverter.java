/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.LayerSpec;

/**
 * Turns one kind of layer into nodes of the graph.
 *
 * @param <L> the kind of layer
 */
@FunctionalInterface
interface LayerConverter<L extends LayerSpec> {
    /** Appends the layer's nodes to {@code at.graph()}. */
    void convert(L layer, Conversion at);
}
