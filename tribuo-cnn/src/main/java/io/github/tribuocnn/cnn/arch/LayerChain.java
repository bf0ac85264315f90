/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers that fit each other, with everything that follows from them.
 *
 * @param layers the layers, at least one
 * @param shapes the input of each layer, then the output of the last: one more than layers
 * @param placed each layer at its place
 * @param tensors the canonical parameter block
 */
record LayerChain(List<LayerSpec> layers, List<Shape> shapes, List<PlacedLayer> placed, List<ParameterTensor> tensors) {

    LayerChain {
        layers = List.copyOf(layers);
        shapes = List.copyOf(shapes);
        placed = List.copyOf(placed);
        tensors = List.copyOf(tensors);
    }

    /**
     * Infers the shapes and lays out the parameters.
     *
     * @throws IllegalArgumentException if there is no layer, a layer can't take its input, the last one gives no class
     *     scores, or the parameters do not fit an array
     */
    static LayerChain link(ImageShape input, List<LayerSpec> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "The architecture has no layers; write for example '" + Architecture.REFERENCE_TEXT + "'");
        }
        List<PlacedLayer> placed = Placement.of(input, layers);
        List<Shape> shapes = new ArrayList<>();
        shapes.add(input);
        List<ParameterTensor> tensors = new ArrayList<>();
        for (PlacedLayer layer : placed) {
            shapes.add(layer.output());
            tensors.addAll(layer.tensors());
        }
        LayerChain chain = new LayerChain(layers, shapes, placed, tensors);
        chain.requireClassScores();
        return chain;
    }

    private static int parameterCount(List<ParameterTensor> tensors) {
        if (tensors.isEmpty()) {
            return 0;
        }
        ParameterTensor last = tensors.get(tensors.size() - 1);
        return last.offset() + last.length();
    }

    int parameterCount() {
        return parameterCount(tensors);
    }

    int outputs() {
        return shapes.get(layers.size()).size();
    }

    /** An exception about the last layer. */
    IllegalArgumentException lastLayerRefusal(String problem) {
        return placed.get(placed.size() - 1).refusal(problem);
    }

    private void requireClassScores() {
        if (!(layers.get(layers.size() - 1) instanceof Dense dense)) {
            String remedy = shapes.get(layers.size()) instanceof ImageShape ? "flatten, dense 10" : "dense 10";
            throw lastLayerRefusal(
                    "the last layer must be dense, with one unit for each class; add for example '" + remedy + "'");
        }
        if (dense.activation() != Activation.NONE) {
            throw lastLayerRefusal("the last layer can have no activation, as softmax makes probabilities of its"
                    + " outputs; write '" + new Dense(dense.units()).text() + "'");
        }
    }
}
