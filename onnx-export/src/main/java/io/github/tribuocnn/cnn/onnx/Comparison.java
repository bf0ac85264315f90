/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** Two sets of answers side by side, image by image, column by column; a NaN on either side never counts as agreement. */
final class Comparison {
    private int images;
    private double maxAbsDifference;
    private int disagreements;

    /**
     * Adds the answers to {@code count} images.
     *
     * @param expected the network's rows
     * @param found the file's rows
     * @param columns for each column of the network, the column of the file with the same label
     */
    void add(float[] expected, float[] found, int[] columns, int count) {
        for (int row = 0; row < count * columns.length; row += columns.length) {
            addRow(expected, found, columns, row);
        }
        images += count;
    }

    private void addRow(float[] expected, float[] found, int[] columns, int row) {
        float expectedBest = Float.NEGATIVE_INFINITY;
        float foundBest = Float.NEGATIVE_INFINITY;
        for (int label = 0; label < columns.length; label++) {
            float ours = expected[row + label];
            float theirs = found[row + columns[label]];
            // Math.max keeps a NaN once there is one; "if (x > max)" would swallow it.
            expectedBest = Math.max(expectedBest, ours);
            foundBest = Math.max(foundBest, theirs);
            maxAbsDifference = Math.max(maxAbsDifference, Math.abs((double) ours - theirs));
        }
        // Labels that tie exactly are all most probable: the sides agree when they share one.
        for (int label = 0; label < columns.length; label++) {
            if (expected[row + label] == expectedBest && found[row + columns[label]] == foundBest) {
                return;
            }
        }
        disagreements++;
    }

    Verification result(String runtime, String runtimeVersion) {
        return new Verification(images, maxAbsDifference, disagreements, runtime, runtimeVersion);
    }
}
