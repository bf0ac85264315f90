/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import io.github.tribuocnn.cnn.text.Phrase;
import io.github.tribuocnn.cnn.text.Word;
import java.util.Arrays;
import java.util.List;

/** The vocabulary of the text form: one word for each kind of distortion, and two for what holds for all of them. */
enum AugmentationWord implements Word {
    SCALE("scale", "scale PERCENT [STRETCH-PERCENT]"),
    SHEAR("shear", "shear DEGREES"),
    ROTATION("rotation", "rotation DEGREES"),
    SHIFT("shift", "shift PIXELS"),
    ELASTIC("elastic", "elastic PIXELS [spacing PIXELS]"),
    ERASING("erasing", "erasing PERCENT [least PERCENT] [most PERCENT] [value NUMBER]"),
    NOISE("noise", "noise PERCENT"),
    OUTSIDE("outside", "outside NUMBER"),
    CLEAN_END("clean-end", "clean-end PERCENT");

    private final String word;
    private final String usage;

    AugmentationWord(String word, String usage) {
        this.word = word;
        this.usage = usage;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(AugmentationWord::word).toList();
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String usage() {
        return usage;
    }

    boolean isDistortion() {
        return this != OUTSIDE && this != CLEAN_END;
    }

    Distortion distortion(Phrase phrase) {
        return switch (this) {
            case SCALE -> new Scale(phrase.decimal("the percentage"), phrase.decimal("the stretch", 0));
            case SHEAR -> new Shear(phrase.decimal("the angle"));
            case ROTATION -> new Rotation(phrase.decimal("the angle"));
            case SHIFT -> new Shift(phrase.decimal("the distance"));
            case ELASTIC ->
                new Elastic(
                        phrase.decimal("the distance"),
                        phrase.numberAfter("spacing", Elastic.SPACING_WORD, Elastic.USUAL_SPACING));
            case ERASING ->
                new Erasing(
                        phrase.decimal("the percentage"),
                        phrase.decimalAfter("least", Erasing.USUAL_LEAST),
                        phrase.decimalAfter("most", Erasing.USUAL_MOST),
                        phrase.decimalAfter("value", 0));
            case NOISE -> new Noise(phrase.decimal("the percentage"));
            case OUTSIDE, CLEAN_END -> throw new IllegalStateException(this + " is no distortion");
        };
    }

    /** The number of a phrase that holds for all distortions. */
    double number(Phrase phrase) {
        double number = phrase.decimal(word);
        if (this == OUTSIDE) {
            Augmentation.OUTSIDE.require(number);
        } else {
            Augmentation.CLEAN.require(number);
        }
        return number;
    }
}
