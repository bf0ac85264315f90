/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

/**
 * An optimiser at work on one block of parameters: the moments and the step counter of one run.
 */
public interface UpdateRule {

    /**
     * Begins a step. Called by one thread before any {@link #update} of that step.
     * @param learningRate The learning rate of this step.
     */
    void beginStep(double learningRate);

    /**
     * Updates a part of the block. Several threads may update disjoint parts of one step at once; the result does not
     * depend on how the block is cut.
     * @param parameters The parameters.
     * @param gradients The gradients of the mean loss.
     * @param from The first index to update.
     * @param to One past the last index to update.
     */
    void update(float[] parameters, float[] gradients, int from, int to);

    /**
     * What the rule remembers. Called between steps.
     * @return A copy, its arrays in the layout of the parameters.
     */
    OptimiserState state();
}
