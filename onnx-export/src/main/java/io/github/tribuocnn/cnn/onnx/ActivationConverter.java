/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.ActivationLayer;

/** The operators of the function alone. */
final class ActivationConverter implements LayerConverter<ActivationLayer> {
    @Override
    public void convert(ActivationLayer layer, Conversion at) {
        at.activate(at.graph().nextName("activation"), layer.activation(), layer.activationParameter());
    }
}
