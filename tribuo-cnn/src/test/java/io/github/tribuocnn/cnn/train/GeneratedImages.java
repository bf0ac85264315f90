/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Random;

/** Small noisy images of a few classes: a bright bar whose place is the class. Anyone can learn them, nobody at once. */
record GeneratedImages(ImageShape shape, float[] pixels, int[] labels, float[] weights) implements TrainingImages {

    static GeneratedImages of(ImageShape shape, int count, int classes, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[count * shape.size()];
        int[] labels = new int[count];
        float[] weights = new float[count];
        for (int n = 0; n < count; n++) {
            labels[n] = random.nextInt(classes);
            weights[n] = 1;
            int bar = (labels[n] * shape.width() + random.nextInt(shape.width() / classes * classes)) / classes;
            for (int i = 0; i < shape.size(); i++) {
                int x = i / shape.channels() % shape.width();
                pixels[n * shape.size() + i] = 0.5f * random.nextFloat() + (x == bar ? 0.5f : 0f);
            }
        }
        return new GeneratedImages(shape, pixels, labels, weights);
    }

    /** Images made elsewhere, which all weigh the same. */
    static GeneratedImages of(ImageShape shape, float[] pixels, int[] labels) {
        return new GeneratedImages(shape, pixels, labels, new float[labels.length]).withWeights(1);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public void copyPixels(int index, float[] target, int offset) {
        System.arraycopy(pixels, index * shape.size(), target, offset, shape.size());
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public float weight(int index) {
        return weights[index];
    }

    GeneratedImages withWeights(float weight) {
        float[] same = new float[labels.length];
        java.util.Arrays.fill(same, weight);
        return new GeneratedImages(shape, pixels, labels, same);
    }
}
