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
     * The text form, with what is not as usual; {@link #parse} reads it.
     * @return For example {@code cosine warm-up 15 %}.
     */
    String text();

    /**
     * Reads the text form: {@code constant}, {@code step factor 0.1 at 50 % 75 %}, {@code exponential remainder 0.01},
     * {@code cosine floor 0} or {@code onecycle rise 30 % start 0.04 end 0.000004}, and behind any of them
     * {@code warm-up 15 %} or {@code warm-up 500 steps}. Options come in any order; what is not said is as shown here, and
     * there is no warm-up. Percentages are of the steps of the run.
     * @param text The text form. Case and white space do not matter.
     * @return The schedule.
     * @throws IllegalArgumentException If a word can't be understood or a number is out of range, naming it.
     */
    static Schedule parse(String text) {
        return ScheduleWord.read(text);
    }

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
