/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

/**
 * Watches a training run. A listener never changes the weights; what it throws ends the run.
 */
public interface TrainingListener {

    /** Watches nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Called once, when the images are encoded and the first step is about to be taken.
     * @param trainingImages The number of images trained on.
     * @param validationImages The number of images held out, 0 without validation.
     * @param kernels The name of the kernels in use, such as {@code vector-512}.
     * @param threads The number of threads in use.
     */
    default void trainingStarted(int trainingImages, int validationImages, String kernels, int threads) {}

    /**
     * Called on the training thread after each step; the run waits for it.
     * @param epoch The epoch, from 1.
     * @param images The number of images it has learned from.
     * @param of The number of images it will have learned from at its end.
     * @param loss Their mean loss so far.
     */
    default void stepEnded(int epoch, int images, int of, double loss) {}

    /**
     * Called on the training thread when an epoch and its validation are over.
     * @param metrics The epoch's figures.
     */
    default void epochEnded(EpochMetrics metrics) {}
}
