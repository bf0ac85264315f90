/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.text.Decimal;
import java.util.Objects;

/**
 * Adam with decoupled weight decay: before each step of {@link Adam}, every weight loses the same fraction of itself,
 * whatever its gradient. Biases and other parameters with one value a channel do not decay.
 *
 * <p>{@code w -= lr·λ·w}, then as Adam. The learning rate is that of the step, so decay follows a {@link Schedule} too, as
 * in the paper. Goes on from a state of Adam and the other way round.
 *
 * <p>See: Loshchilov, I. and Hutter, F. "Decoupled Weight Decay Regularization", ICLR 2019, algorithm 2.
 */
public final class AdamW implements Optimiser {

    static final double USUAL_DECAY = 0.01;

    @Config(description = "Step size, greater than 0.")
    private double learningRate = Adam.USUAL_RATE;

    @Config(description = "Decay rate of the first moment, at least 0 and below 1.")
    private double betaOne = Adam.USUAL_BETA_ONE;

    @Config(description = "Decay rate of the second moment, at least 0 and below 1.")
    private double betaTwo = Adam.USUAL_BETA_TWO;

    @Config(description = "Added to the root of the second moment, greater than 0.")
    private double epsilon = Adam.USUAL_EPSILON;

    @Config(
            description =
                    "Fraction of each weight taken away a step, before it is multiplied with the learning rate: at least 0, and below 1 / learningRate.")
    private double weightDecay = USUAL_DECAY;

    /**
     * AdamW with the usual settings: rate 0.001, decay rates 0.9 and 0.999, epsilon 1e-7, weight decay 0.01. Also used
     * by OLCUT.
     */
    public AdamW() {}

    /**
     * AdamW with the usual decay rates.
     * @param learningRate The step size, greater than 0.
     * @param weightDecay The fraction of each weight taken away a step, before it is multiplied with the learning rate.
     */
    public AdamW(double learningRate, double weightDecay) {
        this(learningRate, Adam.USUAL_BETA_ONE, Adam.USUAL_BETA_TWO, Adam.USUAL_EPSILON, weightDecay);
    }

    /**
     * AdamW.
     * @param learningRate The step size, greater than 0.
     * @param betaOne The decay rate of the first moment, at least 0 and below 1.
     * @param betaTwo The decay rate of the second moment, at least 0 and below 1.
     * @param epsilon Added to the root of the second moment, greater than 0.
     * @param weightDecay The fraction of each weight taken away a step, before it is multiplied with the learning rate:
     *     at least 0, and below 1 / learningRate.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public AdamW(double learningRate, double betaOne, double betaTwo, double epsilon, double weightDecay) {
        this.learningRate = learningRate;
        this.betaOne = betaOne;
        this.betaTwo = betaTwo;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requirePositive("learningRate", learningRate);
        Ranges.requireDecayRate("betaOne", betaOne);
        Ranges.requireDecayRate("betaTwo", betaTwo);
        Ranges.requirePositive("epsilon", epsilon);
        if (!(weightDecay >= 0 && learningRate * weightDecay < 1)) {
            throw new PropertyException(
                    "",
                    "weightDecay",
                    "weightDecay is " + weightDecay + ", expected a number from 0 to below 1 / learningRate = "
                            + 1 / learningRate);
        }
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public AdamW withLearningRate(double rate) {
        return new AdamW(rate, betaOne, betaTwo, epsilon, weightDecay);
    }

    @Override
    public int floatsPerParameter() {
        // both moments, and which weights decay
        return 3;
    }

    @Override
    public UpdateRule start(ParameterBlock block, Kernels kernels) {
        return new DecayingRule(
                new AdamRule(kernels, block.size(), betaOne, betaTwo, epsilon), block, kernels, weightDecay);
    }

    @Override
    public boolean canResume(OptimiserState state) {
        return state.rule().equals(AdamRule.NAME);
    }

    @Override
    public UpdateRule resume(ParameterBlock block, Kernels kernels, OptimiserState state) {
        return new DecayingRule(
                new AdamRule(kernels, block.size(), betaOne, betaTwo, epsilon, state), block, kernels, weightDecay);
    }

    @Override
    public String text() {
        return OptimiserWord.ADAMW.word() + " " + Decimal.text(learningRate)
                + Decimal.option("weight-decay", weightDecay, USUAL_DECAY)
                + Adam.moments(betaOne, betaTwo, epsilon);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdamW that
                && learningRate == that.learningRate
                && betaOne == that.betaOne
                && betaTwo == that.betaTwo
                && epsilon == that.epsilon
                && weightDecay == that.weightDecay;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, betaOne, betaTwo, epsilon, weightDecay);
    }

    @Override
    public String toString() {
        return "AdamW(learningRate=" + learningRate + ",betaOne=" + betaOne + ",betaTwo=" + betaTwo + ",epsilon="
                + epsilon + ",weightDecay=" + weightDecay + ")";
    }
}
