/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import io.github.tribuocnn.cnn.kernel.Kernels;

/**
 * The immutable description of an optimiser. It holds no state: every run asks it for a fresh {@link UpdateRule}, so one
 * description may serve many trainers and threads.
 */
public sealed interface Optimiser extends Configurable, Provenancable<ConfiguredObjectProvenance>
        permits Adam, AdamW, RMSProp, SGD {

    /**
     * The step size at full rate, which a {@link Schedule} may lower.
     * @return The learning rate, greater than 0.
     */
    double learningRate();

    /**
     * The same optimiser with another step size.
     * @param rate The learning rate at full rate, greater than 0.
     * @return The optimiser.
     * @throws PropertyException If the rate is out of range.
     */
    Optimiser withLearningRate(double rate);

    /**
     * The text form, with the learning rate and what is not as usual; {@link #parse} reads it.
     * @return For example {@code sgd 0.1 momentum 0.9 nesterov}.
     */
    String text();

    /**
     * Reads the text form: {@code adam}, {@code adamw}, {@code sgd} or {@code rmsprop}, the learning rate, and options in
     * any order, {@code beta-one 0.9}, {@code beta-two 0.999} and {@code epsilon 0.0000001} for the first two,
     * {@code weight-decay 0.01} for {@code adamw}, {@code momentum 0.9} and {@code nesterov} for {@code sgd}, {@code rho 0.9}
     * and {@code epsilon} for {@code rmsprop}. What is not said is as usual.
     * @param text The text form. Case and white space do not matter.
     * @return The optimiser.
     * @throws IllegalArgumentException If a word can't be understood or a number is out of range, naming it.
     */
    static Optimiser parse(String text) {
        return OptimiserWord.read(text, Double.NaN);
    }

    /**
     * Reads the text form.
     * @param text As for {@link #parse(String)}.
     * @param learningRate The learning rate where the text does not say one, greater than 0.
     * @return The optimiser.
     * @throws IllegalArgumentException If a word can't be understood or a number is out of range, naming it.
     * @throws PropertyException If the learning rate is out of range.
     */
    static Optimiser parse(String text, double learningRate) {
        return OptimiserWord.read(text, learningRate);
    }

    /**
     * What a run remembers for each parameter, besides the parameter and its gradient.
     * @return Floats, 0 or more.
     */
    int floatsPerParameter();

    /**
     * Starts a run.
     * @param block The parameters.
     * @param kernels The kernels to update with.
     * @return A rule with all its moments at zero.
     */
    UpdateRule start(ParameterBlock block, Kernels kernels);

    /**
     * Whether {@link #resume} understands a state.
     * @param state What an optimiser remembered.
     * @return False if another kind of optimiser wrote it.
     */
    boolean canResume(OptimiserState state);

    /**
     * Goes on where another run ended.
     * @param block The parameters.
     * @param kernels The kernels to update with.
     * @param state What an optimiser of the same kind remembered, in the layout of the block.
     * @return A rule with those moments.
     * @throws IllegalArgumentException If something is missing in the state, or of another size.
     */
    UpdateRule resume(ParameterBlock block, Kernels kernels, OptimiserState state);
}
