/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Activations;
import io.github.tribuocnn.cnn.nn.Classifier;
import io.github.tribuocnn.cnn.nn.InputGradient;
import io.github.tribuocnn.cnn.nn.Network;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What turns raw feature values into probabilities, and says why. Shared by a model and its copies, never changed; what
 * only some need is made when it is first asked for.
 */
final class TrainedNetwork {
    private final Architecture architecture;
    private final float[] weights;
    private final PixelMap pixels;
    private final float pixelMaximum;
    private final @Nullable OptimiserState optimiserState;
    private final Kernels kernels;
    private final Map<Integer, Activations> activations = new ConcurrentHashMap<>();
    private volatile @Nullable Classifier classifier;
    private @Nullable InputGradient inputGradient;

    TrainedNetwork(
            Architecture architecture,
            float[] weights,
            PixelMap pixels,
            float pixelMaximum,
            @Nullable OptimiserState optimiserState,
            Kernels kernels) {
        this.architecture = architecture;
        this.weights = weights;
        this.pixels = pixels;
        this.pixelMaximum = pixelMaximum;
        this.optimiserState = optimiserState;
        this.kernels = kernels;
    }

    /** The heap of a network that predicts, without that of the threads: its weights twice, once in the kernels' order. */
    static long bytes(Architecture architecture) {
        return (long) Float.BYTES * (architecture.parameterCount() + new Network(architecture).packedParameterCount());
    }

    Architecture architecture() {
        return architecture;
    }

    /** All parameters in canonical order; not a copy. */
    float[] weights() {
        return weights;
    }

    PixelMap pixels() {
        return pixels;
    }

    float pixelMaximum() {
        return pixelMaximum;
    }

    /** What the optimiser remembers beside the weights; null if it was not kept. */
    @Nullable
    OptimiserState optimiserState() {
        return optimiserState;
    }

    /** Scaled images to probabilities. */
    void probabilities(float[] images, int count, float[] probabilities) {
        classifier().probabilities(images, count, probabilities);
    }

    /**
     * Made for the first prediction and not before: its memory grows with the images and the number of layers, both of
     * which a small file can claim to be large, so that reading a model costs no more than the file.
     */
    private Classifier classifier() {
        Classifier made = classifier;
        return made != null ? made : makeClassifier();
    }

    private synchronized Classifier makeClassifier() {
        Classifier made = classifier;
        if (made == null) {
            made = new Classifier(architecture, weights, kernels);
            classifier = made;
        }
        return made;
    }

    /** How each score, before softmax, changes with each value of a scaled image: {@code [output][value]}. */
    float[][] gradients(float[] image) {
        return inputGradient().at(image);
    }

    private synchronized InputGradient inputGradient() {
        if (inputGradient == null) {
            inputGradient = new InputGradient(architecture, weights, kernels);
        }
        return inputGradient;
    }

    /** What a layer makes of scaled images. */
    void activations(int layer, float[] images, int count, float[] target) {
        activations
                .computeIfAbsent(layer, index -> new Activations(architecture, weights, kernels, index))
                .of(images, count, target);
    }

    /**
     * The index of a layer by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    int layer(String name) {
        int count = architecture.layers().size();
        return IntStream.range(0, count)
                .filter(layer -> architecture.layerName(layer).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no layer '" + name + "'; the layers are "
                        + IntStream.range(0, count)
                                .mapToObj(architecture::layerName)
                                .toList() + "."));
    }
}
