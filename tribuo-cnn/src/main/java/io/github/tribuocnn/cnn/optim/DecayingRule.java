/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.UpdateKernels;

/** Decays the weights of a block before another rule updates them. */
final class DecayingRule implements UpdateRule {

    private final UpdateRule rule;
    private final UpdateKernels kernels;
    private final float[] decaying;
    private final double weightDecay;
    private float rate;

    DecayingRule(UpdateRule rule, ParameterBlock block, Kernels kernels, double weightDecay) {
        this.rule = rule;
        this.kernels = kernels.updates();
        this.decaying = block.decaying().get();
        this.weightDecay = weightDecay;
    }

    @Override
    public void beginStep(double learningRate) {
        rate = (float) (learningRate * weightDecay);
        rule.beginStep(learningRate);
    }

    @Override
    public void update(float[] parameters, float[] gradients, int from, int to) {
        kernels.decay(parameters, decaying, from, to, rate);
        rule.update(parameters, gradients, from, to);
    }

    @Override
    public OptimiserState state() {
        return rule.state();
    }
}
