/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.Objects;

/**
 * A function applied to each value, as a layer of its own: behind batch normalisation or the sum of a residual, say.
 *
 * <p>Text form: {@code activation relu}, {@code activation leaky_relu 0.2}.
 */
public final class ActivationLayer implements LayerSpec {

    @Config(mandatory = true, description = "Function applied to each value.")
    private Activation activation = Activation.RELU;

    @Config(description = "Slope of LEAKY_RELU or alpha of ELU; 0 for its usual value.")
    private double activationParameter;

    private LayerOptions options = LayerOptions.of(Activation.RELU);

    /** For OLCUT. */
    private ActivationLayer() {}

    /**
     * Describes a layer that applies a function with its usual parameter.
     *
     * @param activation the function, not {@link Activation#NONE}
     * @throws IllegalArgumentException if there is no function
     */
    public ActivationLayer(Activation activation) {
        this(activation, 0);
    }

    /**
     * Describes a layer that applies a function.
     *
     * @param activation the function, not {@link Activation#NONE}
     * @param parameter its parameter: the slope of leaky ReLU, above 0 and up to 1; the alpha of ELU, above 0 and up to
     *     100; 0 for the usual one
     * @throws IllegalArgumentException if there is no function, or the parameter is out of its range
     */
    public ActivationLayer(Activation activation, double parameter) {
        this.options = LayerOptions.of(requireFunction(activation)).withActivation(activation, parameter);
        this.activation = activation;
        this.activationParameter = parameter;
    }

    static ActivationLayer read(LayerPhrase phrase) {
        if (phrase.flag(Dense.SOFTMAX)) {
            throw phrase.refusal("softmax belongs behind the last dense layer alone; remove this layer");
        }
        Activation activation = phrase.choice("activation", Activation.words());
        return new ActivationLayer(activation, LayerOptions.readParameter(phrase, activation));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (activation == Activation.NONE) {
            throw new PropertyException("", "activation", "must be a function, but is NONE; leave the layer out");
        }
        options = LayerOptions.configured(activation, activationParameter, Initialiser.GLOROT_UNIFORM, 0);
    }

    private static Activation requireFunction(Activation activation) {
        if (Objects.requireNonNull(activation, "activation") == Activation.NONE) {
            throw new IllegalArgumentException("activation must be a function, but is NONE; leave the layer out");
        }
        return activation;
    }

    /**
     * The function applied to each value.
     *
     * @return any but {@link Activation#NONE}
     */
    public Activation activation() {
        return activation;
    }

    /**
     * The parameter of the function.
     *
     * @return the slope of leaky ReLU or the alpha of ELU, 0 for the others
     */
    public double activationParameter() {
        return options.parameter();
    }

    @Override
    public String word() {
        return LayerWord.ACTIVATION.word();
    }

    @Override
    public String text() {
        return word() + options.suffix();
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        return List.of();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivationLayer that && options.equals(that.options);
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
