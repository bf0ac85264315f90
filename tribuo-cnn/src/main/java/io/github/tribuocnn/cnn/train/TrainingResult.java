/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.optim.OptimiserState;
import java.util.List;

/**
 * What a training run leaves.
 *
 * @param weights The parameters in the canonical order of {@code Architecture.tensors()}. Not copied.
 * @param optimiserState What the optimiser remembers beside these weights, its arrays in the same order. Not copied.
 * @param history The figures of each epoch, in order.
 * @param bestEpoch The epoch with the lowest validation loss, from 1; 0 without validation.
 */
public record TrainingResult(
        float[] weights, OptimiserState optimiserState, List<EpochMetrics> history, int bestEpoch) {

    /**
     * Keeps an immutable copy of the history.
     * @param weights The parameters.
     * @param optimiserState The optimiser's memory.
     * @param history The epochs.
     * @param bestEpoch The best epoch.
     */
    public TrainingResult {
        history = List.copyOf(history);
    }
}
