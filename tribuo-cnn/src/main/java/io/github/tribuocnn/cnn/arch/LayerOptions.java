/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;
import io.github.tribuocnn.cnn.text.RealSetting;

/**
 * What can be said of every layer with weights besides its size. In the text form the options may come in any order.
 *
 * @param activation the function applied to each output
 * @param parameter the parameter of that function, 0 if it has none
 * @param initialiser how the weights are drawn
 * @param l2 λ of the penalty {@code λ·Σ weight²}
 */
record LayerOptions(Activation activation, double parameter, Initialiser initialiser, double l2) {

    static final String USAGE = "[ACTIVATION] [INITIALISER] [l2 FACTOR]";
    static final RealSetting L2 = new RealSetting("l2", 0, false, 1);
    private static final String PARAMETER = "activationParameter";

    /** Checks the numbers and puts the usual parameter in place of 0. */
    LayerOptions {
        parameter = parameterOf(activation, parameter);
        L2.require(l2);
    }

    static LayerOptions of(Activation activation) {
        return new LayerOptions(activation, 0, Initialiser.GLOROT_UNIFORM, 0);
    }

    LayerOptions withActivation(Activation function, double itsParameter) {
        return new LayerOptions(function, itsParameter, initialiser, l2);
    }

    LayerOptions withInitialiser(Initialiser distribution) {
        return new LayerOptions(activation, parameter, distribution, l2);
    }

    LayerOptions withL2(double factor) {
        return new LayerOptions(activation, parameter, initialiser, factor);
    }

    static LayerOptions read(LayerPhrase phrase) {
        Activation activation = phrase.option(Activation.words(), Activation.NONE);
        double parameter = readParameter(phrase, activation);
        Initialiser initialiser = phrase.option(Initialiser.words(), Initialiser.GLOROT_UNIFORM);
        return new LayerOptions(activation, parameter, initialiser, phrase.realAfter(L2, 0));
    }

    /** The number behind the word of an activation that was just read, or 0. */
    static double readParameter(LayerPhrase phrase, Activation activation) {
        RealSetting setting = activation.setting();
        return setting == null ? 0 : phrase.numberBehindOption(setting);
    }

    /** The same checks for what the configuration system has set, naming its properties. */
    static LayerOptions configured(Activation activation, double parameter, Initialiser initialiser, double l2) {
        L2.requireConfigured(l2);
        try {
            return new LayerOptions(activation, parameter, initialiser, l2);
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    private static double parameterOf(Activation activation, double parameter) {
        if (parameter == 0) {
            return activation.usual();
        }
        RealSetting setting = activation.setting();
        if (setting == null) {
            throw new IllegalArgumentException(
                    activation + " has no parameter, but is given " + Decimal.text(parameter) + "; leave it at 0");
        }
        return setting.require(parameter);
    }

    /** An activation in the text form, with its parameter where that is not the usual one. */
    static String text(Activation activation, double parameter) {
        return activation.word() + (parameter == activation.usual() ? "" : " " + Decimal.text(parameter));
    }

    /** What follows the arguments of a layer in the text form: nothing, or a space and the options. */
    String suffix() {
        return (activation == Activation.NONE ? "" : " " + text(activation, parameter))
                + (initialiser == Initialiser.GLOROT_UNIFORM ? "" : " " + initialiser.word())
                + (l2 == 0 ? "" : " " + L2.property() + " " + Decimal.text(l2));
    }
}
