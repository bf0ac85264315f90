/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts up a test: blocks of probabilities and true classes in, a {@link TestResult} out.
 *
 * <p>The predicted class is the one of highest probability, among equals the leftmost column. The loss of an image is
 * {@code -log(p)} of its true class in nats, computed and summed in double with {@link StrictMath#log}, in the order the
 * images come in. A probability of 0 has no finite logarithm: float underflow made it from something smaller than a float
 * can hold, so it is charged as {@link Float#MIN_VALUE}, 103.28 nats, and counted in {@link TestResult#zeroProbabilities()}
 * for the reader to see.
 *
 * <p>Not thread safe.
 */
public final class TestTally {
    private final List<String> labels;
    private final int[] classOfColumn;
    private final int[] columnOfClass;
    private final int[][] counts;
    private final List<Mistake> mistakes = new ArrayList<>();
    private double lossSum;
    private int zeroProbabilities;
    private int images;

    /**
     * A tally for probabilities whose columns are in the order of the classes.
     *
     * @param labels the classes, in the order of the columns
     * @throws IllegalArgumentException if there is no label or one occurs twice
     */
    public TestTally(List<String> labels) {
        this(labels, labels);
    }

    /**
     * A tally for a model that orders its outputs in another way than the data set its classes.
     *
     * @param columns the label of each column of probabilities
     * @param classes the label of each true class, and the order of the result
     * @throws IllegalArgumentException if there is no label, one occurs twice, or the two lists do not name the same labels
     */
    public TestTally(List<String> columns, List<String> classes) {
        requireDistinct(columns);
        requireDistinct(classes);
        if (columns.size() != classes.size() || !columns.containsAll(classes)) {
            throw new IllegalArgumentException(
                    "the model's outputs " + columns + " are not the classes of the test set " + classes);
        }
        this.labels = List.copyOf(classes);
        this.classOfColumn = columns.stream().mapToInt(classes::indexOf).toArray();
        this.columnOfClass = classes.stream().mapToInt(columns::indexOf).toArray();
        this.counts = new int[classes.size()][classes.size()];
    }

    private static void requireDistinct(List<String> labels) {
        if (labels.isEmpty() || new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels must be there and distinct, found " + labels);
        }
    }

    /**
     * Tallies the first {@code count} images of a block.
     *
     * @param probabilities {@code count} rows of one probability a column, 0 to 1
     * @param trueClasses the true class of each image, an index into the classes
     * @param count images in the block, 0 or more
     * @throws IllegalArgumentException if an array is too short, a class is unknown or a number is no probability; nothing
     *     of the block is counted then
     */
    public void add(float[] probabilities, int[] trueClasses, int count) {
        check(probabilities, trueClasses, count);
        for (int i = 0; i < count; i++) {
            addImage(probabilities, i * labels.size(), trueClasses[i]);
        }
    }

    private void check(float[] probabilities, int[] trueClasses, int count) {
        if (count < 0 || trueClasses.length < count || probabilities.length < (long) count * labels.size()) {
            throw new IllegalArgumentException("a block of " + count + " images needs as many true classes and "
                    + (long) count * labels.size() + " probabilities, found " + trueClasses.length + " and "
                    + probabilities.length);
        }
        for (int i = 0; i < count; i++) {
            if (trueClasses[i] < 0 || trueClasses[i] >= labels.size()) {
                throw new IllegalArgumentException("image " + (images + i) + " has the true class " + trueClasses[i]
                        + ", the classes are 0 to " + (labels.size() - 1));
            }
        }
        for (int i = 0; i < count * labels.size(); i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1.0001f)) { // a float softmax may round above 1
                throw new IllegalArgumentException("image " + (images + i / labels.size()) + " has the probability "
                        + probabilities[i] + " for '" + labels.get(classOfColumn[i % labels.size()])
                        + "', expected 0 to 1");
            }
        }
    }

    private void addImage(float[] probabilities, int row, int trueClass) {
        int best = IntStream.range(1, labels.size())
                .reduce(0, (a, b) -> probabilities[row + b] > probabilities[row + a] ? b : a);
        float trueProbability = probabilities[row + columnOfClass[trueClass]];
        lossSum -= StrictMath.log(Math.max(trueProbability, Float.MIN_VALUE));
        if (trueProbability == 0) {
            zeroProbabilities++;
        }
        int predicted = classOfColumn[best];
        counts[trueClass][predicted]++;
        if (predicted != trueClass) {
            mistakes.add(new Mistake(images, trueClass, predicted, probabilities[row + best], trueProbability));
        }
        images++;
    }

    /**
     * The result of everything tallied so far.
     *
     * @return the result
     * @throws IllegalStateException if no image was tallied
     */
    public TestResult result() {
        if (images == 0) {
            throw new IllegalStateException("no image was tallied: a test needs at least one");
        }
        var sorted = mistakes.stream().sorted(Mistake.MOST_CONFIDENT_FIRST).toList();
        return new TestResult(labels, new ConfusionMatrix(counts), lossSum / images, zeroProbabilities, sorted);
    }
}
