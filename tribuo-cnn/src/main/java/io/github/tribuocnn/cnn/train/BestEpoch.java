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
    private double loss = Double.POSITIVE_INFINITY;
    private int epoch;
    private int last;
    private float @Nullable [] parameters;
    private @Nullable OptimiserState optimiser;

    BestEpoch(EarlyStopping stopping) {
        this.stopping = stopping;
    }

    /** Looks at an epoch that has just ended; NaN, where nothing was measured, is never best. */
    void observe(EpochMetrics metrics, TrainingStep step) {
        last = metrics.epoch();
        if (metrics.validationLoss() < loss) {
            loss = metrics.validationLoss();
            epoch = metrics.epoch();
            if (stopping.restoreBest()) {
                parameters = step.parameters().clone();
                optimiser = step.optimiserState();
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

    /** The parameters to end with. */
    float[] parameters(TrainingStep step) {
        return parameters == null ? step.parameters() : parameters;
    }

    /** The optimiser's memory that goes with {@link #parameters}. */
    OptimiserState optimiserState(TrainingStep step) {
        return optimiser == null ? step.optimiserState() : optimiser;
    }
}
