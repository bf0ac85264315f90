/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers that fit each other, with everything that follows from them.
 *
 * @param layers the layers, at least one
 * @param shapes the input of each layer, then the output of the last: one more than layers
 * @param names the unique name of each layer
 * @param tensors the canonical parameter block
 */
record LayerChain(List<LayerSpec> layers, List<Shape> shapes, List<String> names, List<ParameterTensor> tensors) {

    LayerChain {
        layers = List.copyOf(layers);
        shapes = List.copyOf(shapes);
        names = List.copyOf(names);
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
        List<Shape> shapes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<ParameterTensor> tensors = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        shapes.add(input);
        for (int i = 0; i < layers.size(); i++) {
            LayerSpec layer = layers.get(i);
            String name = layer.word() + occurrences.merge(layer.word(), 1, Integer::sum);
            try {
                Shape shape = shapes.get(i);
                shapes.add(layer.outputShape(shape));
                appendTensors(tensors, i, name, layer.parameters(shape));
            } catch (IllegalArgumentException e) {
                throw refusal(i, layer, shapes.get(i), String.valueOf(e.getMessage()));
            }
            names.add(name);
        }
        LayerChain chain = new LayerChain(layers, shapes, names, tensors);
        chain.requireClassScores();
        return chain;
    }

    private static void appendTensors(
            List<ParameterTensor> tensors, int layer, String name, List<ParameterShape> parameters) {
        int offset = parameterCount(tensors);
        long added = parameters.stream().mapToLong(ParameterShape::count).sum();
        long free = Integer.MAX_VALUE - (long) offset;
        if (added > free) {
            throw new IllegalArgumentException(Text.format(
                    "its %,d parameters are too many, as %,d are left of the %,d an architecture may have;"
                            + " make this layer or its input smaller",
                    added, free, Integer.MAX_VALUE));
        }
        for (ParameterShape parameter : parameters) {
            int length = Math.toIntExact(parameter.count());
            tensors.add(new ParameterTensor(
                    name + parameter.role().suffix(), layer, parameter.role(), parameter.dims(), offset, length));
            offset += length;
        }
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

    /** The number of parameters of one layer. */
    int parameterCount(int layer) {
        return tensors.stream()
                .filter(tensor -> tensor.layer() == layer)
                .mapToInt(ParameterTensor::length)
                .sum();
    }

    int outputs() {
        return shapes.get(layers.size()).size();
    }

    /** An exception about the last layer. */
    IllegalArgumentException lastLayerRefusal(String problem) {
        int last = layers.size() - 1;
        return refusal(last, layers.get(last), shapes.get(last), problem);
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

    private static IllegalArgumentException refusal(int index, LayerSpec layer, Shape input, String problem) {
        return new IllegalArgumentException(
                "Layer " + (index + 1) + " (" + layer.text() + "), input " + input.text() + ": " + problem);
    }
}
