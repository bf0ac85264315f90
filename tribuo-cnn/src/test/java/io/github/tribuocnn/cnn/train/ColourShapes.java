/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Random;

/**
 * Noisy colour images of six classes: an upright or a lying bar, anywhere, in red, green or blue. Neither the colour nor the
 * form alone tells the class, and no pixel does.
 */
final class ColourShapes {

    static final int CLASSES = 6;
    static final ImageShape SHAPE = new ImageShape(32, 32, 3);

    private static final int LENGTH = 12;
    private static final int THICKNESS = 3;

    private ColourShapes() {}

    static GeneratedImages of(int count, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[count * SHAPE.size()];
        int[] labels = new int[count];
        for (int n = 0; n < count; n++) {
            labels[n] = random.nextInt(CLASSES);
            for (int i = 0; i < SHAPE.size(); i++) {
                pixels[n * SHAPE.size() + i] = 0.3f * random.nextFloat();
            }
            boolean upright = labels[n] % 2 == 0;
            int height = upright ? LENGTH : THICKNESS;
            int width = upright ? THICKNESS : LENGTH;
            int top = random.nextInt(SHAPE.height() - height);
            int left = random.nextInt(SHAPE.width() - width);
            for (int y = top; y < top + height; y++) {
                for (int x = left; x < left + width; x++) {
                    pixels[n * SHAPE.size() + (y * SHAPE.width() + x) * SHAPE.channels() + labels[n] / 2] = 1f;
                }
            }
        }
        return GeneratedImages.of(SHAPE, pixels, labels);
    }
}
