/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.ParameterTensor.Role;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Residual;
import java.util.ArrayList;
import java.util.List;

/**
 * The same function with fewer layers: batch normalisation right behind a convolution or a dense layer without activation
 * goes into that layer's weights, {@code w' = w·s} and {@code b' = (b - mean)·s + beta} with
 * {@code s = gamma/√(variance + ε)}. Elsewhere it stays.
 *
 * @param architecture the layers that are left
 * @param weights their parameters in canonical order
 */
record FoldedNetwork(Architecture architecture, float[] weights) {
    static FoldedNetwork of(Architecture architecture, float[] weights) {
        List<Float> folded = new ArrayList<>();
        List<LayerSpec> layers = fold(architecture.placed(), weights, folded);
        float[] block = new float[folded.size()];
        for (int i = 0; i < block.length; i++) {
            block[i] = folded.get(i);
        }
        return new FoldedNetwork(Architecture.of(architecture.input(), layers.toArray(LayerSpec[]::new)), block);
    }

    private static List<LayerSpec> fold(List<PlacedLayer> chain, float[] weights, List<Float> folded) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            PlacedLayer place = chain.get(i);
            if (place.layer() instanceof Residual) {
                List<LayerSpec> body = fold(place.body(), weights, folded);
                layers.add(new Residual(body, fold(place.shortcut(), weights, folded)));
            } else if (isLinear(place.layer())
                    && i + 1 < chain.size()
                    && chain.get(i + 1).layer() instanceof BatchNormalisation normalisation) {
                i++;
                layers.add(place.layer());
                join(place, chain.get(i), normalisation.epsilon(), weights, folded);
            } else {
                layers.add(place.layer());
                place.tensors().forEach(tensor -> {
                    for (int w = tensor.offset(); w < tensor.offset() + tensor.length(); w++) {
                        folded.add(weights[w]);
                    }
                });
            }
        }
        return layers;
    }

    private static boolean isLinear(LayerSpec layer) {
        return (layer instanceof Convolution<?> convolution && convolution.activation() == Activation.NONE)
                || (layer instanceof Dense dense && dense.activation() == Activation.NONE);
    }

    /** Weights and biases whose last dimension is the one that is normalised. */
    private static void join(
            PlacedLayer linear, PlacedLayer normalisation, double epsilon, float[] weights, List<Float> folded) {
        int gamma = normalisation.tensor(Role.GAMMA).offset();
        int beta = normalisation.tensor(Role.BETA).offset();
        int mean = normalisation.tensor(Role.MEAN).offset();
        int variance = normalisation.tensor(Role.VARIANCE).offset();
        int outputs = normalisation.tensor(Role.GAMMA).length();
        double[] scales = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            scales[k] = weights[gamma + k] / Math.sqrt(weights[variance + k] + epsilon);
        }
        int first = linear.tensor(Role.WEIGHT).offset();
        for (int w = 0; w < linear.tensor(Role.WEIGHT).length(); w++) {
            folded.add((float) (weights[first + w] * scales[w % outputs]));
        }
        int bias = linear.tensor(Role.BIAS).offset();
        for (int k = 0; k < outputs; k++) {
            folded.add((float) ((weights[bias + k] - weights[mean + k]) * scales[k] + weights[beta + k]));
        }
    }
}
