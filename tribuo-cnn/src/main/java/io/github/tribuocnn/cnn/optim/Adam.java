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
 * Adam, in the form its authors give before section 2.1 and Keras uses: the bias corrections are folded into the step
 * size and epsilon is added to the uncorrected root.
 *
 * <p>{@code m = β1·m + (1-β1)·g; v = β2·v + (1-β2)·g²; w -= lr·√(1-β2ᵗ)/(1-β1ᵗ) · m/(√v + ε)}
 *
 * <p>See: Kingma, D. and Ba, J. "Adam: A Method for Stochastic Optimization", ICLR 2015.
 */
public final class Adam implements Optimiser {

    static final double USUAL_RATE = 0.001;
    static final double USUAL_BETA_ONE = 0.9;
    static final double USUAL_BETA_TWO = 0.999;
    static final double USUAL_EPSILON = 1e-7;

    @Config(description = "Step size, greater than 0.")
    private double learningRate = USUAL_RATE;

    @Config(description = "Decay rate of the first moment, at least 0 and below 1.")
    private double betaOne = USUAL_BETA_ONE;

    @Config(description = "Decay rate of the second moment, at least 0 and below 1.")
    private double betaTwo = USUAL_BETA_TWO;

    @Config(description = "Added to the root of the second moment, greater than 0.")
    private double epsilon = USUAL_EPSILON;

    /** Adam with the usual settings: rate 0.001, decay rates 0.9 and 0.999, epsilon 1e-7. Also used by OLCUT. */
    public Adam() {}

    /**
     * Adam with the usual decay rates.
     * @param learningRate The step size, greater than 0.
     */
    public Adam(double learningRate) {
        this(learningRate, USUAL_BETA_ONE, USUAL_BETA_TWO, USUAL_EPSILON);
    }

    /**
     * Adam.
     * @param learningRate The step size, greater than 0.
     * @param betaOne The decay rate of the first moment, at least 0 and below 1.
     * @param betaTwo The decay rate of the second moment, at least 0 and below 1.
     * @param epsilon Added to the root of the second moment, greater than 0.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public Adam(double learningRate, double betaOne, double betaTwo, double epsilon) {
        this.learningRate = learningRate;
        this.betaOne = betaOne;
        this.betaTwo = betaTwo;
        this.epsilon = epsilon;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requirePositive("learningRate", learningRate);
        Ranges.requireDecayRate("betaOne", betaOne);
        Ranges.requireDecayRate("betaTwo", betaTwo);
        Ranges.requirePositive("epsilon", epsilon);
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public Adam withLearningRate(double rate) {
        return new Adam(rate, betaOne, betaTwo, epsilon);
    }

    @Override
    public int floatsPerParameter() {
        return 2;
    }

    @Override
    public UpdateRule start(ParameterBlock block, Kernels kernels) {
        return new AdamRule(kernels, block.size(), betaOne, betaTwo, epsilon);
    }

    @Override
    public boolean canResume(OptimiserState state) {
        return state.rule().equals(AdamRule.NAME);
    }

    @Override
    public UpdateRule resume(ParameterBlock block, Kernels kernels, OptimiserState state) {
        return new AdamRule(kernels, block.size(), betaOne, betaTwo, epsilon, state);
    }

    @Override
    public String text() {
        return OptimiserWord.ADAM.word() + " " + Decimal.text(learningRate) + moments(betaOne, betaTwo, epsilon);
    }

    /** How the text form says the settings that are not the usual ones. */
    static String moments(double betaOne, double betaTwo, double epsilon) {
        return Decimal.option("beta-one", betaOne, USUAL_BETA_ONE)
                + Decimal.option("beta-two", betaTwo, USUAL_BETA_TWO)
                + Decimal.option("epsilon", epsilon, USUAL_EPSILON);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Adam that
                && learningRate == that.learningRate
                && betaOne == that.betaOne
                && betaTwo == that.betaTwo
                && epsilon == that.epsilon;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, betaOne, betaTwo, epsilon);
    }

    @Override
    public String toString() {
        return "Adam(learningRate=" + learningRate + ",betaOne=" + betaOne + ",betaTwo=" + betaTwo + ",epsilon="
                + epsilon + ")";
    }
}
