/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.onnx.Classification;
import io.github.tribuocnn.cnn.onnx.LabelledImages;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;

/** The share of images that are classified rightly. */
final class Accuracy {
    private static final int BATCH = 256;

    private Accuracy() {}

    static double of(ProbabilityModel model, int imageSize, LabelledImages images) {
        int right = 0;
        int columns = model.labels().size();
        float[] probabilities = new float[BATCH * columns];
        float[] pixels = new float[BATCH * imageSize];
        for (int first = 0; first < images.count(); first += BATCH) {
            int size = Math.min(BATCH, images.count() - first);
            for (int i = 0; i < size; i++) {
                images.pixels().copyPixels(first + i, pixels, i * imageSize);
            }
            model.probabilities(pixels, size, probabilities);
            for (int i = 0; i < size; i++) {
                right += images.labels()
                                .apply(first + i)
                                .equals(Classification.of(model.labels(), probabilities, i * columns)
                                        .label())
                        ? 1
                        : 0;
            }
        }
        return (double) right / images.count();
    }
}
