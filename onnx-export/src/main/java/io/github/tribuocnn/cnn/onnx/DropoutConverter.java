/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Dropout;

/** Nothing: at prediction nothing is dropped. */
final class DropoutConverter implements LayerConverter<Dropout> {
    @Override
    public void convert(Dropout layer, Conversion at) {}
}
