/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Examples laid out as the network sees them.
 *
 * @param examples the examples
 * @param pixels their scaled images, one after the other
 * @param used how many features of each are in the model's domain
 */
record ImageBatch(List<Example<Label>> examples, float[] pixels, int[] used) {

    /**
     * Lays examples out.
     *
     * @throws IllegalArgumentException if an example has no feature of the domain, or a value that is not finite
     */
    static ImageBatch of(List<Example<Label>> examples, TrainedNetwork network) {
        int size = network.pixels().size();
        float[] images = new float[examples.size() * size];
        int[] used = new int[examples.size()];
        for (int i = 0; i < used.length; i++) {
            used[i] = network.pixels().layOut(examples.get(i), images, i * size);
            if (used[i] == 0) {
                throw new IllegalArgumentException("No features found in Example " + examples.get(i));
            }
        }
        for (int i = 0; i < images.length; i++) {
            images[i] /= network.pixelMaximum();
        }
        return new ImageBatch(examples, images, used);
    }

    int size() {
        return used.length;
    }
}
