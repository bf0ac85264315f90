/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One network on its way into a graph: the layer the walk has reached, its weights, and the order of values there. */
final class Conversion {
    private final Architecture architecture;
    private final float[] weights;
    private final int[] labelOrder;
    private final GraphBuilder graph;
    private int layer;
    /** Set while values that the file holds channel-first, and the trained network channel-last, run through as a vector. */
    private @Nullable ImageShape flattened;

    /**
     * @param weights the canonical parameter block
     * @param labelOrder for each column of the file, the output of the trained network that belongs there
     */
    Conversion(Architecture architecture, float[] weights, int[] labelOrder, GraphBuilder graph) {
        this.architecture = architecture;
        this.weights = weights;
        this.labelOrder = labelOrder;
        this.graph = graph;
    }

    /** Appends the nodes of every layer. */
    void convertLayers() {
        for (layer = 0; layer < architecture.layers().size(); layer++) {
            LayerConverters.convert(architecture.layers().get(layer), this);
        }
    }

    GraphBuilder graph() {
        return graph;
    }

    Shape input() {
        return architecture.inputShape(layer);
    }

    Shape output() {
        return architecture.outputShape(layer);
    }

    /** The tensors of the layer in canonical order. */
    List<ParameterTensor> tensors() {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.layer() == layer)
                .toList();
    }

    /** The values of one tensor in the layout they were trained in. */
    float[] values(ParameterTensor tensor) {
        return Arrays.copyOfRange(weights, tensor.offset(), tensor.offset() + tensor.length());
    }

    /** Notes that an image was flattened: from here the file's vector is in another order than the trained network's. */
    void flattened(ImageShape image) {
        flattened = image;
    }

    /**
     * Which input of the trained layer stands at each place of the file's vector. A layer that asks for it absorbs the
     * difference into its weights: behind it the orders agree again.
     */
    int[] absorbInputOrder() {
        ImageShape image = flattened;
        flattened = null;
        return image == null ? WeightLayout.unchangedOrder(input().size()) : WeightLayout.channelFirstOrder(image);
    }

    /** Which unit of the trained layer stands at each place of the file's vector behind it. */
    int[] outputOrder() {
        boolean last = layer == architecture.layers().size() - 1;
        return last ? labelOrder : WeightLayout.unchangedOrder(output().size());
    }

    /** Appends the activation of the layer just appended. */
    void activate(String layerName, Activation activation) {
        switch (activation) {
            case NONE -> {}
            case RELU -> graph.append("Relu", layerName + "_relu", output(), List.of());
        }
    }
}
