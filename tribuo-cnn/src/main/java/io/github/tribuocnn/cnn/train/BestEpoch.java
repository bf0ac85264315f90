/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.optim.OptimiserState;
import org.jspecify.annotations.Nullable;

/** Remembers the epoch with the lowest validation loss, with its weights where they may be wanted back. */
final class BestEpoch {

    private final EarlyStopping stopping;
    private final ParameterUpdate update;
    private double loss = Double.POSITIVE_INFINITY;
    private int epoch;
    private int last;
    private float @Nullable [] weights;
    private @Nullable OptimiserState optimiser;

    BestEpoch(EarlyStopping stopping, ParameterUpdate update) {
        this.stopping = stopping;
        this.update = update;
    }

    /** Looks at an epoch that has just ended; NaN, where nothing was measured, is never best. */
    void observe(EpochMetrics metrics) {
        last = metrics.epoch();
        if (metrics.validationLoss() < loss) {
            loss = metrics.validationLoss();
            epoch = metrics.epoch();
            if (stopping.restoreBest()) {
                weights = update.weights().clone();
                optimiser = update.state();
            }
        }
    }

    /** Whether patience has run out. */
    boolean isLongAgo() {
        return stopping.patience() > 0 && last - epoch >= stopping.patience();
    }

    /** The number of the best epoch, 0 if nothing was measured. */
    int epoch() {
        return epoch;
    }

    /** The packed weights to end with. */
    float[] weights() {
        return weights == null ? update.weights() : weights;
    }

    /** The optimiser's memory that goes with {@link #weights}. */
    OptimiserState optimiserState() {
        return optimiser == null ? update.state() : optimiser;
    }
}
