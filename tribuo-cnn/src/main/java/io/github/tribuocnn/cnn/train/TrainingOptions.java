/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.optim.Optimiser;

/**
 * Everything besides the images and the architecture that a run needs to know. All but {@code threads} decide the
 * weights.
 *
 * @param epochs Passes over the training images, at least 1.
 * @param batchSize Images a step, at least 1. The last batch of an epoch may be smaller.
 * @param optimiser Turns gradients into updates.
 * @param shuffle Whether each epoch visits the images in a new, seeded order.
 * @param threads Threads to train with, 0 for one on each available core.
 * @param seed Seeds the initial weights and every epoch's order.
 * @param earlyStopping What the validation loss decides.
 */
public record TrainingOptions(
        int epochs,
        int batchSize,
        Optimiser optimiser,
        boolean shuffle,
        int threads,
        long seed,
        EarlyStopping earlyStopping) {

    /**
     * Checks the ranges.
     * @throws IllegalArgumentException If a number is out of its range.
     */
    public TrainingOptions {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs is " + epochs + ", expected at least 1");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is " + batchSize + ", expected at least 1");
        }
        if (threads < 0) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 0 (all cores) or more");
        }
    }

    /**
     * Options that run all epochs.
     * @param epochs Passes over the training images, at least 1.
     * @param batchSize Images a step, at least 1.
     * @param optimiser Turns gradients into updates.
     * @param shuffle Whether each epoch visits the images in a new, seeded order.
     * @param threads Threads to train with, 0 for one on each available core.
     * @param seed Seeds the initial weights and every epoch's order.
     */
    public TrainingOptions(int epochs, int batchSize, Optimiser optimiser, boolean shuffle, int threads, long seed) {
        this(epochs, batchSize, optimiser, shuffle, threads, seed, EarlyStopping.OFF);
    }

    /**
     * The number of threads to use on this machine.
     * @return {@code threads}, or the number of cores available to this JVM where it is 0.
     */
    public int effectiveThreads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
