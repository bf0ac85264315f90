/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/**
 * How the learning rate goes over a run. The rate of a step is the optimiser's learning rate times a factor, which is a
 * pure function of the number of the step and of the steps that the run is configured to have: a run that stops early
 * has followed the first part of its schedule, and one that goes on from a model begins its own schedule at step 0.
 *
 * <p>Immutable. In formulas, {@code t = step / steps} is how far the run has come: 0 in its first step, a little below 1 in
 * its last.
 */
public sealed interface Schedule extends Configurable, Provenancable<ConfiguredObjectProvenance>
        permits ConstantRate, CosineDecay, ExponentialDecay, OneCycle, StepDecay, WarmUp {

    /**
     * The factor of one step.
     * @param step The number of the step, from 0 to {@code steps - 1}.
     * @param steps The steps of the whole run, at least 1.
     * @return A number from 0 to 1, the same bits on every machine.
     */
    double factor(long step, long steps);

    /**
     * Checks that the schedule can be followed in a run.
     * @param steps The steps of the whole run, at least 1.
     * @throws IllegalArgumentException If it can't; the message says why.
     */
    default void requireFits(long steps) {}
}
