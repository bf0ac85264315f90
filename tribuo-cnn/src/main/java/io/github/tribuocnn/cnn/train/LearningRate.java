/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

/**
 * The learning rate of each step of one run.
 *
 * @param options whose optimiser and schedule it is
 * @param stepsAnEpoch the steps of each epoch, the one on what is left over included
 */
record LearningRate(TrainingOptions options, int stepsAnEpoch) {

    /**
     * The rates of a run.
     *
     * @param images the training images
     * @throws IllegalArgumentException if the schedule does not fit the run
     */
    static LearningRate of(TrainingOptions options, int images) {
        LearningRate rate = new LearningRate(options, (images - 1) / options.batchSize() + 1);
        options.schedule().requireFits(rate.steps());
        return rate;
    }

    private long steps() {
        return (long) options.epochs() * stepsAnEpoch;
    }

    /**
     * The rate of one step.
     *
     * @param epoch from 1
     * @param step the step in the epoch, from 1
     */
    double at(int epoch, int step) {
        long number = (epoch - 1L) * stepsAnEpoch + step - 1;
        return options.optimiser().learningRate() * options.schedule().factor(number, steps());
    }

    /** The rate of the last step of an epoch. */
    double atEndOf(int epoch) {
        return at(epoch, stepsAnEpoch);
    }
}
