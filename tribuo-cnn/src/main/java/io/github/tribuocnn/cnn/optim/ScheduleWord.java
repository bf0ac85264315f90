/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.text.Phrase;
import io.github.tribuocnn.cnn.text.Phrases;
import io.github.tribuocnn.cnn.text.Setting;
import io.github.tribuocnn.cnn.text.Word;
import java.util.List;

/** The vocabulary of the text form of schedules. */
enum ScheduleWord implements Word {
    CONSTANT("constant", "constant"),
    STEP("step", "step [factor NUMBER] [at PERCENT % ...]"),
    EXPONENTIAL("exponential", "exponential [remainder NUMBER]"),
    COSINE("cosine", "cosine [floor NUMBER]"),
    ONECYCLE("onecycle", "onecycle [rise PERCENT %] [start NUMBER] [end NUMBER]");

    /** What any of them may be behind. */
    static final String WARM_UP = "warm-up";

    private static final String STEPS = "steps";
    private static final Setting WARM_UP_STEPS = new Setting(WARM_UP, Integer.MAX_VALUE);

    private final String word;
    private final String usage;

    ScheduleWord(String word, String usage) {
        this.word = word;
        this.usage = usage;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String usage() {
        return usage + " [" + WARM_UP + " PERCENT % | " + WARM_UP + " NUMBER " + STEPS + "]";
    }

    static Schedule read(String text) {
        Phrase phrase = new Phrase("Schedule", Phrases.even(text));
        ScheduleWord kind = phrase.kind("schedule", List.of(values()));
        return phrase.read(() -> kind.read(phrase), List.of());
    }

    private Schedule read(Phrase phrase) {
        if (phrase.hasUnit(WARM_UP, STEPS)) {
            int steps = phrase.numberAfter(WARM_UP, WARM_UP_STEPS, 0);
            phrase.flag(STEPS);
            return WarmUp.ofSteps(steps, schedule(phrase));
        }
        double[] part = phrase.percentagesAfter(WARM_UP);
        return part.length == 0 ? schedule(phrase) : WarmUp.ofFraction(only(phrase, WARM_UP, part), schedule(phrase));
    }

    private Schedule schedule(Phrase phrase) {
        return switch (this) {
            case CONSTANT -> new ConstantRate();
            case STEP -> step(phrase.decimalAfter("factor", StepDecay.USUAL_FACTOR), phrase.percentagesAfter("at"));
            case EXPONENTIAL ->
                new ExponentialDecay(phrase.decimalAfter("remainder", ExponentialDecay.USUAL_REMAINDER));
            case COSINE -> new CosineDecay(phrase.decimalAfter("floor", 0));
            case ONECYCLE -> oneCycle(phrase, phrase.percentagesAfter("rise"));
        };
    }

    private static StepDecay step(double factor, double[] milestones) {
        return milestones.length == 0
                ? new StepDecay(factor, StepDecay.usualMilestones())
                : new StepDecay(factor, milestones);
    }

    private static OneCycle oneCycle(Phrase phrase, double[] rise) {
        return new OneCycle(
                rise.length == 0 ? OneCycle.USUAL_RISE : only(phrase, "rise", rise),
                phrase.decimalAfter("start", OneCycle.USUAL_START),
                phrase.decimalAfter("end", OneCycle.USUAL_END));
    }

    private static double only(Phrase phrase, String word, double[] percentages) {
        if (percentages.length > 1) {
            throw phrase.refusal(word + " has " + percentages.length + " percentages behind it, expected one");
        }
        return percentages[0];
    }
}
