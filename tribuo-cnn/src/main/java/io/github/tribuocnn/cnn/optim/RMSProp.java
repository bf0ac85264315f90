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
 * RMSProp: each gradient is divided by the root of a running mean of its squares.
 *
 * <p>{@code s = ρ·s + (1-ρ)·g²; w -= lr·g/(√s + ε)}
 *
 * <p>See: Tieleman, T. and Hinton, G. "Lecture 6.5 - RMSProp", COURSERA: Neural Networks for Machine Learning, 2012.
 */
public final class RMSProp implements Optimiser {

    static final double USUAL_RATE = 0.001;
    static final double USUAL_RHO = 0.9;
    static final double USUAL_EPSILON = 1e-7;

    @Config(description = "Step size, greater than 0.")
    private double learningRate = USUAL_RATE;

    @Config(description = "Decay rate of the mean square, at least 0 and below 1.")
    private double rho = USUAL_RHO;

    @Config(description = "Added to the root of the mean square, greater than 0.")
    private double epsilon = USUAL_EPSILON;

    /** RMSProp with the usual settings: rate 0.001, rho 0.9, epsilon 1e-7. Also used by OLCUT. */
    public RMSProp() {}

    /**
     * RMSProp with the usual decay rate.
     * @param learningRate The step size, greater than 0.
     */
    public RMSProp(double learningRate) {
        this(learningRate, USUAL_RHO, USUAL_EPSILON);
    }

    /**
     * RMSProp.
     * @param learningRate The step size, greater than 0.
     * @param rho The decay rate of the mean square, at least 0 and below 1.
     * @param epsilon Added to the root of the mean square, greater than 0.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public RMSProp(double learningRate, double rho, double epsilon) {
        this.learningRate = learningRate;
        this.rho = rho;
        this.epsilon = epsilon;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requirePositive("learningRate", learningRate);
        Ranges.requireDecayRate("rho", rho);
        Ranges.requirePositive("epsilon", epsilon);
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public RMSProp withLearningRate(double rate) {
        return new RMSProp(rate, rho, epsilon);
    }

    @Override
    public int floatsPerParameter() {
        return 1;
    }

    @Override
    public UpdateRule start(ParameterBlock block, Kernels kernels) {
        return new RMSPropRule(kernels, RMSPropRule.fresh(block.size()), block.size(), rho, epsilon);
    }

    @Override
    public boolean canResume(OptimiserState state) {
        return state.rule().equals(RMSPropRule.NAME);
    }

    @Override
    public UpdateRule resume(ParameterBlock block, Kernels kernels, OptimiserState state) {
        return new RMSPropRule(kernels, state, block.size(), rho, epsilon);
    }

    @Override
    public String text() {
        return OptimiserWord.RMSPROP.word() + " " + Decimal.text(learningRate)
                + Decimal.option("rho", rho, USUAL_RHO)
                + Decimal.option("epsilon", epsilon, USUAL_EPSILON);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RMSProp that
                && learningRate == that.learningRate
                && rho == that.rho
                && epsilon == that.epsilon;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, rho, epsilon);
    }

    @Override
    public String toString() {
        return "RMSProp(learningRate=" + learningRate + ",rho=" + rho + ",epsilon=" + epsilon + ")";
    }
}
