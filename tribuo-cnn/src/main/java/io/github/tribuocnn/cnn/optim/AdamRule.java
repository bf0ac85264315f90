/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.kernel.Kernels;

/** {@link Adam} at work: both moments, and the powers of the decay rates. */
final class AdamRule implements UpdateRule {

    private final Kernels kernels;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private final double betaOne;
    private final double betaTwo;
    private final float epsilon;

    // βᵗ by repeated multiplication: exact to the bit everywhere, unlike Math.pow
    private double betaOnePower = 1;
    private double betaTwoPower = 1;
    private float stepSize;

    AdamRule(Kernels kernels, int parameters, double betaOne, double betaTwo, double epsilon) {
        this.kernels = kernels;
        this.firstMoments = new float[parameters];
        this.secondMoments = new float[parameters];
        this.betaOne = betaOne;
        this.betaTwo = betaTwo;
        this.epsilon = (float) epsilon;
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
