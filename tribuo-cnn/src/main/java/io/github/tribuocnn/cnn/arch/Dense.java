/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.github.tribuocnn.cnn.text.Setting;
import java.util.List;
import java.util.Objects;

/**
 * A fully connected layer: each unit is a weighted sum of all inputs plus a bias, then the activation.
 *
 * <p>Text form: {@code dense 100 relu}, {@code dense 100 elu 0.5 he_uniform l2 0.0001}. The
 * last layer of an architecture may also be written {@code dense 10 softmax}; softmax is what the network does with its
 * outputs anyway, so the canonical form leaves the word out.
 */
public final class Dense extends Weighted<Dense> implements LayerSpec {

    private static final Setting UNITS = new Setting("units", 1_000_000);
    static final String SOFTMAX = "softmax";

    @Config(mandatory = true, description = "Number of units, 1 to 1,000,000.")
    private int units;

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
        super(options);
        this.units = UNITS.require(units);
    }

    @Override
    Dense with(LayerOptions changed) {
        return new Dense(units, changed);
    }

    static Dense read(LayerPhrase phrase) {
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
        configureOptions();
    }

    /**
     * The number of units, which is the length of the output.
     *
     * @return 1 to 1,000,000
     */
    public int units() {
        return units;
    }

    @Override
    public String word() {
        return LayerWord.DENSE.word();
    }

    @Override
    public String text() {
        return word() + " " + units + options().suffix();
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
        return other instanceof Dense that && units == that.units && options().equals(that.options());
    }
}
