/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.CNNModel;
import java.util.List;

/** Anything that turns images into label probabilities: the trained network, or a runtime that has read its file. */
public interface ProbabilityModel {
    /** Returns the label of each column of {@link #probabilities}. */
    List<String> labels();

    /**
     * Computes the probability of every label for each image.
     *
     * @param images {@code count} images one after the other, each row by row with the channels of a pixel together
     *     (HWC), values in 0..1
     * @param count how many images to read
     * @param probabilities receives {@code count} rows of {@code labels().size()} probabilities
     */
    void probabilities(float[] images, int count, float[] probabilities);

    /** Returns a trained model as what it is here. */
    static ProbabilityModel of(CNNModel model) {
        List<String> labels = model.labels();
        return new ProbabilityModel() {
            @Override
            public List<String> labels() {
                return labels;
            }

            @Override
            public void probabilities(float[] images, int count, float[] probabilities) {
                model.probabilities(images, count, probabilities);
            }
        };
    }
}
