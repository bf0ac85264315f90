/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.UpdateKernels;
import java.util.Map;

/** {@link Adam} at work: both moments, and the powers of the decay rates. */
final class AdamRule implements UpdateRule {

    /** Which rule a state says it belongs to. */
    static final String NAME = "adam";

    private static final String FIRST_MOMENT = "first-moment";
    private static final String SECOND_MOMENT = "second-moment";
    private static final String BETA_ONE_POWER = "beta-one-power";
    private static final String BETA_TWO_POWER = "beta-two-power";

    private final UpdateKernels kernels;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private final double betaOne;
    private final double betaTwo;
    private final float epsilon;

    // βᵗ by repeated multiplication: exact to the bit everywhere, unlike Math.pow
    private double betaOnePower;
    private double betaTwoPower;
    private float stepSize;

    AdamRule(Kernels kernels, int parameters, double betaOne, double betaTwo, double epsilon) {
        this(kernels, parameters, betaOne, betaTwo, epsilon, fresh(parameters));
    }

    AdamRule(Kernels kernels, int parameters, double betaOne, double betaTwo, double epsilon, OptimiserState state) {
        this.kernels = kernels.updates();
        this.firstMoments = state.slot(FIRST_MOMENT, parameters);
        this.secondMoments = state.slot(SECOND_MOMENT, parameters);
        this.betaOnePower = state.power(BETA_ONE_POWER);
        this.betaTwoPower = state.power(BETA_TWO_POWER);
        this.betaOne = betaOne;
        this.betaTwo = betaTwo;
        this.epsilon = (float) epsilon;
    }

    private static OptimiserState fresh(int parameters) {
        return OptimiserState.of(
                NAME,
                Map.of(BETA_ONE_POWER, 1.0, BETA_TWO_POWER, 1.0),
                Map.of(FIRST_MOMENT, new float[parameters], SECOND_MOMENT, new float[parameters]));
    }

    @Override
    public OptimiserState state() {
        return OptimiserState.of(
                NAME,
                Map.of(BETA_ONE_POWER, betaOnePower, BETA_TWO_POWER, betaTwoPower),
                Map.of(FIRST_MOMENT, firstMoments.clone(), SECOND_MOMENT, secondMoments.clone()));
    }

    @Override
    public void beginStep(double learningRate) {
        betaOnePower *= betaOne;
        betaTwoPower *= betaTwo;
        stepSize = (float) (learningRate * Math.sqrt(1 - betaTwoPower) / (1 - betaOnePower));
    }

    @Override
    public void update(float[] parameters, float[] gradients, int from, int to) {
        kernels.adam(
                parameters,
                gradients,
                firstMoments,
                secondMoments,
                from,
                to,
                stepSize,
                (float) betaOne,
                (float) betaTwo,
                epsilon);
    }
}
