/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;

/**
 * What all layers that have weights have in common: the function applied to their outputs, how the weights are drawn, and
 * a penalty on them.
 *
 * @param <L> the kind of layer
 */
public abstract sealed class Weighted<L extends Weighted<L>> permits Convolution, Dense {

    @Config(description = "Function applied to each output.")
    private Activation activation = Activation.NONE;

    @Config(description = "Slope of LEAKY_RELU or alpha of ELU; 0 for its usual value.")
    private double activationParameter;

    @Config(description = "How the weights are drawn before training.")
    private Initialiser initialiser = Initialiser.GLOROT_UNIFORM;

    @Config(description = "Factor of the penalty on the squares of the weights, 0 to 1.")
    private double l2;

    private LayerOptions options = LayerOptions.of(Activation.NONE);

    /** For OLCUT. */
    Weighted() {}

    Weighted(LayerOptions options) {
        this.activation = options.activation();
        this.activationParameter = options.parameter();
        this.initialiser = options.initialiser();
        this.l2 = options.l2();
        this.options = options;
    }

    /** Checks what the configuration system has set. */
    final void configureOptions() {
        options = LayerOptions.configured(activation, activationParameter, initialiser, l2);
    }

    final LayerOptions options() {
        return options;
    }

    /** The same layer with other options. */
    abstract L with(LayerOptions changed);

    /**
     * The canonical text form.
     *
     * @return what {@link Architecture#parse} reads back as an equal description
     */
    public abstract String text();

    /**
     * The function applied to each output.
     *
     * @return the activation
     */
    public final Activation activation() {
        return options.activation();
    }

    /**
     * The parameter of the activation.
     *
     * @return the slope of leaky ReLU or the alpha of ELU, 0 for the others
     */
    public final double activationParameter() {
        return options.parameter();
    }

    /**
     * How the weights are drawn before training.
     *
     * @return the initialiser, {@link Initialiser#GLOROT_UNIFORM} unless chosen
     */
    public final Initialiser initialiser() {
        return options.initialiser();
    }

    /**
     * The factor λ of the penalty {@code λ·Σ weight²} that is added to the loss. Biases are not penalised.
     *
     * @return 0 to 1; 0 for no penalty
     */
    public final double l2() {
        return options.l2();
    }

    /**
     * The same layer with another activation.
     *
     * @param function the function applied to each output
     * @param parameter its parameter: the slope of leaky ReLU, above 0 and up to 1; the alpha of ELU, above 0 and up to
     *     100; 0 for the usual one
     * @return a description that differs in this alone
     * @throws IllegalArgumentException if the parameter is out of its range
     */
    public final L withActivation(Activation function, double parameter) {
        return with(options.withActivation(function, parameter));
    }

    /**
     * The same layer with weights drawn in another way.
     *
     * @param distribution how the weights are drawn
     * @return a description that differs in this alone
     */
    public final L withInitialiser(Initialiser distribution) {
        return with(options.withInitialiser(distribution));
    }

    /**
     * The same layer with a penalty {@code λ·Σ weight²} on its weights, biases excepted.
     *
     * @param factor λ, 0 to 1
     * @return a description that differs in this alone
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public final L withL2(double factor) {
        return with(options.withL2(factor));
    }

    // From the text, not the enums: the hash of an enum constant changes from run to run.
    @Override
    public final int hashCode() {
        return text().hashCode();
    }

    @Override
    public abstract boolean equals(Object other);

    @Override
    public final String toString() {
        return text();
    }
}
