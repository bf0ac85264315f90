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
 * Stochastic gradient descent, plain, with classical momentum or with Nesterov's.
 *
 * <p>{@code v = μ·v - lr·g; w += v}, with Nesterov's momentum {@code w += μ·v - lr·g}. The velocity holds the learning rates
 * of the steps it comes from, as in the papers and Keras; where the rate changes, PyTorch's form differs.
 *
 * <p>See: Polyak, B. "Some methods of speeding up the convergence of iteration methods", 1964; Sutskever, I., Martens, J.,
 * Dahl, G. and Hinton, G. "On the importance of initialization and momentum in deep learning", ICML 2013; for the form
 * of Nesterov's, Bengio, Y., Boulanger-Lewandowski, N. and Pascanu, R. "Advances in optimizing recurrent networks", ICASSP
 * 2013.
 */
public final class SGD implements Optimiser {

    static final double USUAL_RATE = 0.01;

    @Config(description = "Step size, greater than 0.")
    private double learningRate = USUAL_RATE;

    @Config(description = "Part of the velocity kept from step to step: 0 (none) to below 1.")
    private double momentum = 0.0;

    @Config(description = "Use Nesterov's momentum. Needs a momentum above 0.")
    private boolean nesterov = false;

    /** Plain descent with rate 0.01. Also used by OLCUT. */
    public SGD() {}

    /**
     * Plain descent.
     * @param learningRate The step size, greater than 0.
     */
    public SGD(double learningRate) {
        this(learningRate, 0, false);
    }

    /**
     * Descent with momentum.
     * @param learningRate The step size, greater than 0.
     * @param momentum The part of the velocity kept from step to step: 0 (none) to below 1.
     * @param nesterov Whether the momentum is Nesterov's.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public SGD(double learningRate, double momentum, boolean nesterov) {
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.nesterov = nesterov;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requirePositive("learningRate", learningRate);
        Ranges.requireDecayRate("momentum", momentum);
        if (nesterov && momentum == 0) {
            throw new PropertyException(
                    "", "nesterov", "nesterov is true, but momentum is 0.0; set momentum, for example to 0.9");
        }
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public SGD withLearningRate(double rate) {
        return new SGD(rate, momentum, nesterov);
    }

    @Override
    public int floatsPerParameter() {
        return 1;
    }

    @Override
    public UpdateRule start(ParameterBlock block, Kernels kernels) {
        return new SGDRule(kernels, SGDRule.fresh(block.size()), block.size(), momentum, nesterov);
    }

    @Override
    public boolean canResume(OptimiserState state) {
        return state.rule().equals(SGDRule.NAME);
    }

    @Override
    public UpdateRule resume(ParameterBlock block, Kernels kernels, OptimiserState state) {
        return new SGDRule(kernels, state, block.size(), momentum, nesterov);
    }

    @Override
    public String text() {
        return OptimiserWord.SGD.word() + " " + Decimal.text(learningRate)
                + Decimal.option("momentum", momentum, 0)
                + (nesterov ? " nesterov" : "");
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SGD that
                && learningRate == that.learningRate
                && momentum == that.momentum
                && nesterov == that.nesterov;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, momentum, nesterov);
    }

    @Override
    public String toString() {
        return "SGD(learningRate=" + learningRate + ",momentum=" + momentum + ",nesterov=" + nesterov + ")";
    }
}
