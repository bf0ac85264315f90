/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network made of a labelled test set; {@link TestTally} computes it.
 *
 * @param labels the classes, in the order of the confusion matrix
 * @param confusion true class by predicted class
 * @param meanLoss mean cross-entropy in nats; see {@link TestTally} for probabilities of 0
 * @param zeroProbabilities how many images had a true class of probability 0
 * @param mistakes every image read wrongly, the most confident first
 */
public record TestResult(
        List<String> labels,
        ConfusionMatrix confusion,
        double meanLoss,
        int zeroProbabilities,
        List<Mistake> mistakes) {
    private static final int SHORT_LABEL = 3;

    /**
     * Checks that the parts fit each other.
     *
     * @throws IllegalArgumentException if the labels or the mistakes do not fit the confusion matrix
     */
    public TestResult {
        labels = List.copyOf(labels);
        mistakes = List.copyOf(mistakes);
        if (labels.size() != confusion.size()) {
            throw new IllegalArgumentException(
                    labels.size() + " labels do not fit a confusion matrix of " + confusion.size() + " classes");
        }
        if (mistakes.size() != confusion.total() - confusion.correct()) {
            throw new IllegalArgumentException(mistakes.size() + " mistakes do not fit a confusion matrix with "
                    + (confusion.total() - confusion.correct()));
        }
    }

    /**
     * The images tested.
     *
     * @return how many, at least 1
     */
    public int images() {
        return confusion.total();
    }

    /**
     * The share of images read rightly.
     *
     * @return 0 to 1
     */
    public double accuracy() {
        return (double) confusion.correct() / confusion.total();
    }

    /**
     * How far the accuracy is known from this many images.
     *
     * @return the 95 % Wilson interval
     */
    public Interval accuracyInterval() {
        return Interval.wilson95(confusion.correct(), confusion.total());
    }

    /** Whether a label is longer than the few characters that fit over a column or under a thumbnail. */
    boolean labelsAreWords() {
        return labels.stream().anyMatch(label -> label.length() > SHORT_LABEL);
    }

    /**
     * Recall and precision of each class.
     *
     * @return one score a class, in the order of {@link #labels()}
     */
    public List<ClassScore> perClass() {
        return IntStream.range(0, labels.size())
                .mapToObj(c -> new ClassScore(
                        labels.get(c), confusion.imagesOf(c), confusion.readAs(c), confusion.count(c, c)))
                .toList();
    }
}
