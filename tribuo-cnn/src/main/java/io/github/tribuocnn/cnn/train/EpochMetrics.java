/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

/**
 * What one epoch did. Loss is the mean cross-entropy in nats, accuracy a fraction between 0 and 1. Where layers have an L2
 * penalty, the training loss is what training minimises, the cross-entropy plus the penalty; the validation loss is the
 * cross-entropy alone.
 *
 * @param epoch The number of the epoch, from 1.
 * @param learningRate The learning rate of the epoch's last step.
 * @param trainLoss The mean loss of the training images, each measured just before the step it took part in.
 * @param trainAccuracy The accuracy measured the same way.
 * @param validationLoss The mean loss of the validation images after the epoch, NaN without a validation set.
 * @param validationAccuracy The accuracy on the validation images after the epoch, NaN without a validation set.
 * @param seconds The wall time of the epoch including its validation, NaN where it was not recorded.
 * @param imagesPerSecond Training images over the wall time of training alone, NaN where it was not recorded.
 */
public record EpochMetrics(
        int epoch,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double seconds,
        double imagesPerSecond) {

    /**
     * Whether the epoch was validated.
     * @return True if the validation figures are numbers.
     */
    public boolean hasValidation() {
        return !Double.isNaN(validationLoss);
    }
}
