/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.UpdateKernels;
import java.util.Map;

/** {@link RMSProp} at work: the mean squares. */
final class RMSPropRule implements UpdateRule {

    /** Which rule a state says it belongs to. */
    static final String NAME = "rmsprop";

    private static final String MEAN_SQUARE = "mean-square";

    private final UpdateKernels kernels;
    private final float[] meanSquares;
    private final float rho;
    private final float epsilon;
    private float stepSize;

    RMSPropRule(Kernels kernels, OptimiserState state, int parameters, double rho, double epsilon) {
        this.kernels = kernels.updates();
        this.meanSquares = state.slot(MEAN_SQUARE, parameters);
        this.rho = (float) rho;
        this.epsilon = (float) epsilon;
    }

    static OptimiserState fresh(int parameters) {
        return OptimiserState.of(NAME, Map.of(), Map.of(MEAN_SQUARE, new float[parameters]));
    }

    @Override
    public OptimiserState state() {
        return OptimiserState.of(NAME, Map.of(), Map.of(MEAN_SQUARE, meanSquares.clone()));
    }

    @Override
    public void beginStep(double learningRate) {
        stepSize = (float) learningRate;
    }

    @Override
    public void update(float[] parameters, float[] gradients, int from, int to) {
        kernels.rmsProp(parameters, gradients, meanSquares, from, to, stepSize, rho, epsilon);
    }
}
