/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives layers their places one after the other: labels, names, shapes, and tensors in the canonical parameter block. */
final class Placement {

    private int offset;

    /** Places the layers of an architecture. */
    static List<PlacedLayer> of(ImageShape input, List<LayerSpec> layers) {
        Placement placement = new Placement();
        List<PlacedLayer> placed = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            PlacedLayer layer = placement.place(
                    layers.get(i), i, Integer.toString(i + 1), nextName("", layers.get(i), occurrences), shape);
            placed.add(layer);
            shape = layer.output();
        }
        return placed;
    }

    private static String nextName(String prefix, LayerSpec layer, Map<String, Integer> occurrences) {
        return prefix + layer.word() + occurrences.merge(layer.word(), 1, Integer::sum);
    }

    private PlacedLayer place(LayerSpec layer, int top, String label, String name, Shape input) {
        if (layer instanceof Residual residual) {
            return placeResidual(residual, top, label, name, input);
        }
        try {
            Shape output = layer.outputShape(input);
            List<ParameterTensor> tensors = tensors(layer.parameters(input), top, name);
            return new PlacedLayer(layer, label, name, input, output, tensors, List.of(), List.of());
        } catch (IllegalArgumentException e) {
            throw PlacedLayer.refusal(label, layer, input, String.valueOf(e.getMessage()));
        }
    }

    private PlacedLayer placeResidual(Residual residual, int top, String label, String name, Shape input) {
        Map<String, Integer> occurrences = new HashMap<>();
        List<List<PlacedLayer>> chains = new ArrayList<>();
        List<Shape> outputs = new ArrayList<>();
        List<ParameterTensor> tensors = new ArrayList<>();
        int number = 0;
        for (List<LayerSpec> chain : List.of(residual.body(), residual.shortcut())) {
            List<PlacedLayer> placed = new ArrayList<>();
            Shape shape = input;
            for (LayerSpec layer : chain) {
                number++;
                PlacedLayer inner =
                        place(layer, top, label + "." + number, nextName(name + "_", layer, occurrences), shape);
                placed.add(inner);
                tensors.addAll(inner.tensors());
                shape = inner.output();
            }
            chains.add(placed);
            outputs.add(shape);
        }
        try {
            Shape output = residual.sum(outputs.get(0), outputs.get(1));
            return new PlacedLayer(residual, label, name, input, output, tensors, chains.get(0), chains.get(1));
        } catch (IllegalArgumentException e) {
            throw PlacedLayer.refusal(label, residual, input, String.valueOf(e.getMessage()));
        }
    }

    private List<ParameterTensor> tensors(List<ParameterShape> parameters, int top, String name) {
        long added = parameters.stream().mapToLong(ParameterShape::count).sum();
        long free = Integer.MAX_VALUE - (long) offset;
        if (added > free) {
            throw new IllegalArgumentException(Text.format(
                    "its %,d parameters are too many, as %,d are left of the %,d an architecture may have;"
                            + " make this layer or its input smaller",
                    added, free, Integer.MAX_VALUE));
        }
        List<ParameterTensor> tensors = new ArrayList<>();
        for (ParameterShape parameter : parameters) {
            int length = Math.toIntExact(parameter.count());
            tensors.add(new ParameterTensor(
                    name + parameter.role().suffix(), top, parameter.role(), parameter.dims(), offset, length));
            offset += length;
        }
        return tensors;
    }
}
