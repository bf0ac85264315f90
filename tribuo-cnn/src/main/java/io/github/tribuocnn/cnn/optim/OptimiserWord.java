/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.text.Phrase;
import io.github.tribuocnn.cnn.text.Phrases;
import io.github.tribuocnn.cnn.text.Word;
import java.util.List;

/** The vocabulary of the text form of optimisers. */
enum OptimiserWord implements Word {
    ADAM("adam", "adam [RATE] [beta-one NUMBER] [beta-two NUMBER] [epsilon NUMBER]"),
    ADAMW("adamw", "adamw [RATE] [weight-decay NUMBER] [beta-one NUMBER] [beta-two NUMBER] [epsilon NUMBER]"),
    SGD("sgd", "sgd [RATE] [momentum NUMBER] [nesterov]"),
    RMSPROP("rmsprop", "rmsprop [RATE] [rho NUMBER] [epsilon NUMBER]");

    private final String word;
    private final String usage;

    OptimiserWord(String word, String usage) {
        this.word = word;
        this.usage = usage;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String usage() {
        return usage;
    }

    /**
     * Reads an optimiser.
     * @param text The text form.
     * @param rate The learning rate where the text does not say one; NaN for the optimiser's usual one.
     */
    static Optimiser read(String text, double rate) {
        if (!Double.isNaN(rate)) {
            Ranges.requirePositive("learningRate", rate);
        }
        Phrase phrase = new Phrase("Optimiser", Phrases.even(text));
        OptimiserWord kind = phrase.kind("optimiser", List.of(values()));
        return phrase.read(() -> kind.read(phrase, rate), List.of());
    }

    private Optimiser read(Phrase phrase, double rate) {
        return switch (this) {
            case ADAM ->
                new Adam(
                        phrase.decimal("the learning rate", orUsual(rate, Adam.USUAL_RATE)),
                        phrase.decimalAfter("beta-one", Adam.USUAL_BETA_ONE),
                        phrase.decimalAfter("beta-two", Adam.USUAL_BETA_TWO),
                        phrase.decimalAfter("epsilon", Adam.USUAL_EPSILON));
            case ADAMW ->
                new AdamW(
                        phrase.decimal("the learning rate", orUsual(rate, Adam.USUAL_RATE)),
                        phrase.decimalAfter("beta-one", Adam.USUAL_BETA_ONE),
                        phrase.decimalAfter("beta-two", Adam.USUAL_BETA_TWO),
                        phrase.decimalAfter("epsilon", Adam.USUAL_EPSILON),
                        phrase.decimalAfter("weight-decay", AdamW.USUAL_DECAY));
            case SGD ->
                new SGD(
                        phrase.decimal(
                                "the learning rate", orUsual(rate, io.github.tribuocnn.cnn.optim.SGD.USUAL_RATE)),
                        phrase.decimalAfter("momentum", 0),
                        phrase.flag("nesterov"));
            case RMSPROP ->
                new RMSProp(
                        phrase.decimal("the learning rate", orUsual(rate, RMSProp.USUAL_RATE)),
                        phrase.decimalAfter("rho", RMSProp.USUAL_RHO),
                        phrase.decimalAfter("epsilon", RMSProp.USUAL_EPSILON));
        };
    }

    private static double orUsual(double rate, double usual) {
        return Double.isNaN(rate) ? usual : rate;
    }
}
