/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
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
    private PlacedLayer place;
    /** The layers behind it in its chain. */
    private List<PlacedLayer> following = List.of();
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
        this.place = architecture.placed().get(0);
    }

    /** Appends the nodes of every layer. */
    void convertLayers() {
        convertLayers(architecture.placed());
    }

    /** Appends the nodes of some layers, which becomes the place of the walk. */
    void convertLayers(List<PlacedLayer> chain) {
        for (int i = 0; i < chain.size(); i++) {
            place = chain.get(i);
            following = chain.subList(i + 1, chain.size());
            LayerConverters.convert(place.layer(), this);
        }
    }

    /** The layer that the walk has reached. */
    PlacedLayer place() {
        return place;
    }

    /** Comes back to a layer after those inside it. */
    void returnTo(PlacedLayer layer) {
        place = layer;
    }

    /** Whether a dense layer comes before anything that minds the order of a vector's values. */
    boolean absorbsOrder() {
        return following.stream()
                .map(PlacedLayer::layer)
                .dropWhile(LayerSpec::keepsOrder)
                .findFirst()
                .filter(Dense.class::isInstance)
                .isPresent();
    }

    GraphBuilder graph() {
        return graph;
    }

    Shape input() {
        return place.input();
    }

    Shape output() {
        return place.output();
    }

    /** The tensors of the layer in canonical order. */
    List<ParameterTensor> tensors() {
        return place.tensors();
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
        int[] order = inputOrder();
        flattened = null;
        return order;
    }

    /** Which value of the trained layer's input stands at each place of the file's; an image counts as unchanged. */
    int[] inputOrder() {
        ImageShape image = flattened;
        return image == null ? WeightLayout.unchangedOrder(input().size()) : WeightLayout.channelFirstOrder(image);
    }

    /** Which unit of the trained layer stands at each place of the file's vector behind it. */
    int[] outputOrder() {
        boolean last =
                place.equals(architecture.placed().get(architecture.placed().size() - 1));
        return last ? labelOrder : WeightLayout.unchangedOrder(output().size());
    }

    /** Appends the activation of the layer just appended. */
    void activate(String layerName, Activation activation, double parameter) {
        switch (activation) {
            case NONE -> {}
            case RELU -> graph.append("Relu", layerName + "_relu", output(), List.of());
            case LEAKY_RELU -> append("LeakyRelu", layerName + "_leaky_relu", (float) parameter);
            case ELU -> append("Elu", layerName + "_elu", (float) parameter);
            case GELU -> gelu(layerName + "_gelu");
            case SILU -> {
                String x = graph.value();
                graph.append("Sigmoid", layerName + "_sigmoid", output(), List.of());
                graph.append("Mul", layerName + "_silu", output(), List.of(x));
            }
            case SIGMOID -> graph.append("Sigmoid", layerName + "_sigmoid", output(), List.of());
            case TANH -> graph.append("Tanh", layerName + "_tanh", output(), List.of());
        }
    }

    private void append(String operator, String name, float alpha) {
        graph.append(operator, name, output(), List.of(), Attributes.real("alpha", alpha));
    }

    /** {@code x · (erf(x/√2)/2 + 1/2)}: the operator set has no operator of its own for it. */
    private void gelu(String name) {
        String x = graph.value();
        String half = graph.weight(name + "_half", List.of(), new float[] {0.5f});
        String rootOfHalf = graph.weight(name + "_root_of_half", List.of(), new float[] {(float) StrictMath.sqrt(0.5)});
        graph.append("Mul", name + "_scaled", output(), List.of(rootOfHalf));
        graph.append("Erf", name + "_erf", output(), List.of());
        graph.append("Mul", name + "_halved", output(), List.of(half));
        graph.append("Add", name + "_phi", output(), List.of(half));
        graph.append("Mul", name, output(), List.of(x));
    }
}
