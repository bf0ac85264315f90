/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.List;
import java.util.Objects;

/**
 * A fully connected layer: each unit is a weighted sum of all inputs plus a bias, then the activation.
 *
 * <p>Text form: {@code dense 100 relu}, {@code dense 100 elu 0.5 he_uniform l2 0.0001}. The
 * last layer of an architecture may also be written {@code dense 10 softmax}; softmax is what the network does with its
 * outputs anyway, so the canonical form leaves the word out.
 */
public final class Dense implements LayerSpec, Weighted {

    private static final Setting UNITS = new Setting("units", 1_000_000);
    static final String SOFTMAX = "softmax";

    @Config(mandatory = true, description = "Number of units, 1 to 1,000,000.")
    private int units;

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
    private Dense() {}

    /**
     * Describes a fully connected layer without activation.
     *
     * @param units the number of units, 1 to 1,000,000
     * @throws IllegalArgumentException if the number is out of its range
     */
    public Dense(int units) {
        this(units, Activation.NONE);
    }

    /**
     * Describes a fully connected layer.
     *
     * @param units the number of units, 1 to 1,000,000
     * @param activation the function applied to each output
     * @throws IllegalArgumentException if the number is out of its range
     */
    public Dense(int units, Activation activation) {
        this(units, LayerOptions.of(Objects.requireNonNull(activation, "activation")));
    }

    private Dense(int units, LayerOptions options) {
        this.units = UNITS.require(units);
        this.activation = options.activation();
        this.activationParameter = options.parameter();
        this.initialiser = options.initialiser();
        this.l2 = options.l2();
        this.options = options;
    }

    static Dense read(Phrase phrase) {
        int units = phrase.number(UNITS);
        LayerOptions options = LayerOptions.read(phrase);
        if (phrase.flag(SOFTMAX) && !phrase.isLast()) {
            throw phrase.refusal("softmax belongs to the last layer alone; write relu or no activation here");
        }
        return new Dense(units, options);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        UNITS.requireConfigured(units);
        options = LayerOptions.configured(activation, activationParameter, initialiser, l2);
    }

    /**
     * The number of units, which is the length of the output.
     *
     * @return 1 to 1,000,000
     */
    public int units() {
        return units;
    }

    /**
     * The function applied to each output.
     *
     * @return the activation
     */
    public Activation activation() {
        return activation;
    }

    /**
     * The parameter of the activation.
     *
     * @return the slope of leaky ReLU or the alpha of ELU, 0 for the others
     */
    public double activationParameter() {
        return options.parameter();
    }

    @Override
    public Initialiser initialiser() {
        return options.initialiser();
    }

    @Override
    public double l2() {
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
    public Dense withActivation(Activation function, double parameter) {
        return new Dense(units, options.withActivation(function, parameter));
    }

    /**
     * The same layer with weights drawn in another way.
     *
     * @param distribution how the weights are drawn
     * @return a description that differs in this alone
     */
    public Dense withInitialiser(Initialiser distribution) {
        return new Dense(units, options.withInitialiser(distribution));
    }

    /**
     * The same layer with a penalty {@code λ·Σ weight²} on its weights, biases excepted.
     *
     * @param factor λ, 0 to 1
     * @return a description that differs in this alone
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public Dense withL2(double factor) {
        return new Dense(units, options.withL2(factor));
    }

    @Override
    public String word() {
        return LayerWord.DENSE.word();
    }

    @Override
    public String text() {
        return word() + " " + units + options.suffix();
    }

    @Override
    public VectorShape outputShape(Shape input) {
        vectorOf(input);
        return new VectorShape(units);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        return List.of(
                new ParameterShape(
                        ParameterTensor.Role.WEIGHT, List.of(vectorOf(input).length(), units)),
                new ParameterShape(ParameterTensor.Role.BIAS, List.of(units)));
    }

    private VectorShape vectorOf(Shape input) {
        if (input instanceof VectorShape vector) {
            return vector;
        }
        throw new IllegalArgumentException(Text.format(
                "%s needs a vector, but gets an image; put flatten before it, which makes a vector of %,d values",
                word(), input.size()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dense that && units == that.units && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
