/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Random;

/** Noisy grey images of a hundred classes: in which cell of a ten by ten grid a bright spot of four pixels is. */
final class GridSpots {

    static final int CLASSES = 100;
    static final ImageShape SHAPE = new ImageShape(20, 20, 1);

    private static final int CELL = 2;
    private static final int COLUMNS = 10;

    private GridSpots() {}

    static GeneratedImages of(int count, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[count * SHAPE.size()];
        int[] labels = new int[count];
        for (int n = 0; n < count; n++) {
            labels[n] = random.nextInt(CLASSES);
            for (int i = 0; i < SHAPE.size(); i++) {
                int cell = i / SHAPE.width() / CELL * COLUMNS + i % SHAPE.width() / CELL;
                pixels[n * SHAPE.size() + i] = (cell == labels[n] ? 0.5f : 0f) + 0.5f * random.nextFloat();
            }
        }
        return GeneratedImages.of(SHAPE, pixels, labels);
    }
}
