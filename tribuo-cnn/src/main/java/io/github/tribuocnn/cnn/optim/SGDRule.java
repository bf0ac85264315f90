/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.UpdateKernels;
import java.util.Map;

/** {@link SGD} at work: the velocities. */
final class SGDRule implements UpdateRule {

    /** Which rule a state says it belongs to. */
    static final String NAME = "sgd";

    private static final String VELOCITY = "velocity";

    private final UpdateKernels kernels;
    private final float[] velocities;
    private final float momentum;
    private final boolean nesterov;
    private float stepSize;

    SGDRule(Kernels kernels, OptimiserState state, int parameters, double momentum, boolean nesterov) {
        this.kernels = kernels.updates();
        this.velocities = state.slot(VELOCITY, parameters);
        this.momentum = (float) momentum;
        this.nesterov = nesterov;
    }

    static OptimiserState fresh(int parameters) {
        return OptimiserState.of(NAME, Map.of(), Map.of(VELOCITY, new float[parameters]));
    }

    @Override
    public OptimiserState state() {
        return OptimiserState.of(NAME, Map.of(), Map.of(VELOCITY, velocities.clone()));
    }

    @Override
    public void beginStep(double learningRate) {
        stepSize = (float) learningRate;
    }

    @Override
    public void update(float[] parameters, float[] gradients, int from, int to) {
        if (nesterov) {
            kernels.nesterov(parameters, gradients, velocities, from, to, stepSize, momentum);
        } else {
            kernels.momentum(parameters, gradients, velocities, from, to, stepSize, momentum);
        }
    }
}
