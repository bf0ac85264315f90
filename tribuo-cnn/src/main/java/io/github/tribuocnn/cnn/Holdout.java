/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import org.jspecify.annotations.Nullable;

/**
 * The images to train on, and those held out to validate with.
 *
 * @param training at least one image
 * @param validation null if none are held out
 */
record Holdout(EncodedImages training, @Nullable EncodedImages validation) {

    /**
     * Holds out a stratified part, or nothing for a fraction of 0.
     *
     * @param data the whole training set
     * @param fraction the part to hold out, in [0, 1)
     * @param seed decides which images are held out
     * @throws IllegalArgumentException if the fraction is above 0 but no image would be held out
     */
    static Holdout of(TrainingData data, double fraction, long seed) {
        EncodedImages images = data.images();
        if (fraction == 0.0) {
            return new Holdout(images, null);
        }
        StratifiedSplit split = StratifiedSplit.of(images, data.outputs().size(), fraction, seed);
        return new Holdout(images.select(split.training()), images.select(split.validation()));
    }

    /** The number of images held out. */
    int validationSize() {
        return validation == null ? 0 : validation.size();
    }
}
