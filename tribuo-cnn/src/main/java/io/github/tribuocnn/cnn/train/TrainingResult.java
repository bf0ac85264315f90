/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import java.util.List;

/**
 * What a training run leaves.
 *
 * @param weights The parameters in the canonical order of {@code Architecture.tensors()}. Not copied.
 * @param history The figures of each epoch, in order.
 */
public record TrainingResult(float[] weights, List<EpochMetrics> history) {

    /**
     * Keeps an immutable copy of the history.
     * @param weights The parameters.
     * @param history The epochs.
     */
    public TrainingResult {
        history = List.copyOf(history);
    }
}
