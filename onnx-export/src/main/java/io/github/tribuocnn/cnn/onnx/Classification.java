/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.util.List;

/**
 * The answer to one image.
 *
 * @param label the most probable label, the first of equals in the order of the file's columns
 * @param probability its probability, 0..1
 */
public record Classification(String label, float probability) {

    /**
     * The answer that some probabilities give.
     *
     * @param labels the label of each column
     * @param probabilities holds one probability for each label
     * @param from where the first of them is
     * @return the largest of them, the first of equals
     */
    public static Classification of(List<String> labels, float[] probabilities, int from) {
        int best = 0;
        for (int column = 1; column < labels.size(); column++) {
            best = probabilities[from + column] > probabilities[from + best] ? column : best;
        }
        return new Classification(labels.get(best), probabilities[from + best]);
    }
}
