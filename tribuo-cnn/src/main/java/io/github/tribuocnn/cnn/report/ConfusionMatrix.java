/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.Arrays;

/** How often each true class was read as each class. Immutable. */
public final class ConfusionMatrix {
    private final int[][] counts;

    /**
     * Takes the counts.
     *
     * @param counts {@code counts[trueClass][predictedClass]}, square, none negative; copied
     * @throws IllegalArgumentException if the table is empty, not square or has a negative count
     */
    public ConfusionMatrix(int[][] counts) {
        this.counts = copy(counts);
        if (counts.length == 0) {
            throw new IllegalArgumentException("a confusion matrix needs at least one class, found none");
        }
        for (int row = 0; row < counts.length; row++) {
            if (counts[row].length != counts.length) {
                throw new IllegalArgumentException("a confusion matrix is square, found " + counts.length + " rows and "
                        + counts[row].length + " columns in row " + row);
            }
            for (int count : counts[row]) {
                if (count < 0) {
                    throw new IllegalArgumentException("row " + row + " has the negative count " + count);
                }
            }
        }
    }

    /**
     * The number of classes.
     *
     * @return rows, and columns
     */
    public int size() {
        return counts.length;
    }

    /**
     * One cell.
     *
     * @param trueClass the row
     * @param predictedClass the column
     * @return how many images of {@code trueClass} were read as {@code predictedClass}
     */
    public int count(int trueClass, int predictedClass) {
        return counts[trueClass][predictedClass];
    }

    /**
     * The whole table.
     *
     * @return a copy, {@code [trueClass][predictedClass]}
     */
    public int[][] counts() {
        return copy(counts);
    }

    /**
     * All images.
     *
     * @return the sum of all cells
     */
    public int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /**
     * The images read rightly.
     *
     * @return the sum of the diagonal
     */
    public int correct() {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i][i];
        }
        return sum;
    }

    /**
     * The images that are of a class.
     *
     * @param trueClass the row
     * @return its sum
     */
    public int imagesOf(int trueClass) {
        return Arrays.stream(counts[trueClass]).sum();
    }

    /**
     * The images read as a class.
     *
     * @param predictedClass the column
     * @return its sum
     */
    public int readAs(int predictedClass) {
        return Arrays.stream(counts).mapToInt(row -> row[predictedClass]).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }

    private static int[][] copy(int[][] table) {
        return Arrays.stream(table).map(int[]::clone).toArray(int[][]::new);
    }
}
