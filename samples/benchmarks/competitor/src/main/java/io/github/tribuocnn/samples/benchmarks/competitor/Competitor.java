/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

/**
 * A trainer, about to train the reference network: 28x28 grey digits, 32 and 16 filters of 3x3 with ReLU and 2x2
 * max-pooling each, 100 units with ReLU, 10 outputs; softmax and cross-entropy; Adam with rate 0.001, decay rates 0.9 and
 * 0.999, epsilon 1e-7.
 *
 * <p>Called from one thread: {@link #firstStep} once, {@link #epoch} as often as {@link Settings#epochs} says, then
 * {@link #accuracy}. Between these calls it must leave the processor alone, since others are being measured. It is never closed: its process ends.
 */
public interface Competitor {

    /** Makes a competitor; has a public constructor without parameters. */
    @FunctionalInterface
    interface Entry {

        /**
         * Gets ready to train.
         *
         * @param settings how to train
         * @param training the digits to learn from, a whole number of batches
         * @param test the digits to be measured on
         * @return a competitor
         * @throws Exception if it can't train
         */
        Competitor enter(Settings settings, Digits training, Digits test) throws Exception;
    }

    /** What the table calls it: library, version and what matters of its configuration. Asked after the first step. */
    String name();

    /**
     * Trains on the first batch.
     *
     * @throws Exception if it can't train
     */
    void firstStep() throws Exception;

    /**
     * Trains on every digit once, going on from the epoch before.
     *
     * @throws Exception if it can't train
     */
    void epoch() throws Exception;

    /**
     * Measures what was learned.
     *
     * @return the fraction of the test digits that it names rightly
     * @throws Exception if it can't predict
     */
    double accuracy() throws Exception;
}
