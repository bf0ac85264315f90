/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import java.util.List;

/**
 * Layers laid out one after the other, and the form of what goes in and comes out.
 *
 * @param layers The layers.
 * @param names What messages call each of them.
 * @param sources The layer that each of them reads, -1 for the images.
 * @param inputGradients Whether the backward pass goes on to the pixels.
 * @param inputPixelStride Floats from one input pixel to the next.
 * @param outputPixels Pixels of an image behind the last layer, 1 for a vector.
 * @param outputChannels Values of each of them.
 * @param outputPixelStride Floats from one of them to the next.
 */
record NetworkPlan(
        List<Layer> layers,
        List<String> names,
        List<Integer> sources,
        boolean inputGradients,
        int inputPixelStride,
        int outputPixels,
        int outputChannels,
        int outputPixelStride) {

    NetworkPlan {
        layers = List.copyOf(layers);
        names = List.copyOf(names);
        sources = List.copyOf(sources);
    }
}
