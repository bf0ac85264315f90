/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.List;
import java.util.stream.Stream;

/**
 * A layer at its place in an architecture.
 *
 * @param layer the description
 * @param label the number of the layer for messages, from 1; inside a residual {@code 3.1}, {@code 3.2} and so on, the
 *     shortcut's layers after the body's
 * @param name the unique name, for example {@code conv2}, or {@code residual1_conv2} inside a residual
 * @param input the shape it takes
 * @param output the shape it gives
 * @param tensors its parameters, those of a residual's layers included
 * @param body the layers of a residual's body; empty for every other layer
 * @param shortcut the layers of a residual's shortcut; empty for every other layer
 */
public record PlacedLayer(
        LayerSpec layer,
        String label,
        String name,
        Shape input,
        Shape output,
        List<ParameterTensor> tensors,
        List<PlacedLayer> body,
        List<PlacedLayer> shortcut) {

    /** Copies the lists. */
    public PlacedLayer {
        tensors = List.copyOf(tensors);
        body = List.copyOf(body);
        shortcut = List.copyOf(shortcut);
    }

    /**
     * The layers that are no residuals: this one, or those inside it, in the order of their parameters.
     *
     * @return at least one layer
     */
    public Stream<PlacedLayer> leaves() {
        return layer instanceof Residual
                ? Stream.concat(body.stream(), shortcut.stream()).flatMap(PlacedLayer::leaves)
                : Stream.of(this);
    }

    /**
     * The tensor that plays a part in the layer.
     *
     * @param role the part
     * @return the first such tensor
     * @throws java.util.NoSuchElementException if the layer has none
     */
    public ParameterTensor tensor(ParameterTensor.Role role) {
        return tensors.stream()
                .filter(tensor -> tensor.role() == role)
                .findFirst()
                .orElseThrow();
    }

    /** An exception about this layer. */
    IllegalArgumentException refusal(String problem) {
        return refusal(label, layer, input, problem);
    }

    static IllegalArgumentException refusal(String label, LayerSpec layer, Shape input, String problem) {
        return new IllegalArgumentException(
                "Layer " + label + " (" + layer.text() + "), input " + input.text() + ": " + problem);
    }
}
