/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Residual;
import java.util.List;

/** The layers of the shortcut, those of the body, and {@code Add}. */
final class ResidualConverter implements LayerConverter<Residual> {
    @Override
    public void convert(Residual layer, Conversion at) {
        PlacedLayer residual = at.place();
        String name = at.graph().nextName(layer.word());
        String input = at.graph().value();
        at.convertLayers(residual.shortcut());
        String shortcut = at.graph().value();
        at.graph().goBackTo(input);
        at.convertLayers(residual.body());
        at.returnTo(residual);
        at.graph().append("Add", name, at.output(), List.of(shortcut));
    }
}
