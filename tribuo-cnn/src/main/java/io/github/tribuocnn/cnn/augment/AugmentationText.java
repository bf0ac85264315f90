/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;
import io.github.tribuocnn.cnn.text.Phrase;
import io.github.tribuocnn.cnn.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes the text form: distortions separated by commas, then what holds for all of them. */
final class AugmentationText {

    static final String NONE = "none";

    private AugmentationText() {}

    static String write(List<Distortion> inOrder, double cleanPercent, double outside) {
        if (inOrder.isEmpty()) {
            return NONE;
        }
        List<String> phrases =
                new ArrayList<>(inOrder.stream().map(Distortion::text).toList());
        if (outside != 0) {
            phrases.add(AugmentationWord.OUTSIDE.word() + " " + Decimal.text(outside));
        }
        if (cleanPercent != 0) {
            phrases.add(AugmentationWord.CLEAN_END.word() + " " + Decimal.text(cleanPercent));
        }
        return String.join(", ", phrases);
    }

    static Augmentation read(String text) {
        List<String> phrases = Phrases.split(Phrases.even(text));
        if (phrases.equals(List.of(NONE))) {
            return Augmentation.NONE;
        }
        if (phrases.isEmpty()) {
            throw new IllegalArgumentException("The augmentation is empty; write " + NONE + ", or distortions such as "
                    + AugmentationWord.SHIFT.word() + " 1.5, " + AugmentationWord.ROTATION.word() + " 10");
        }
        List<Distortion> distortions = new ArrayList<>();
        Map<AugmentationWord, Double> ofAll = new TreeMap<>();
        Map<AugmentationWord, Integer> places = new TreeMap<>();
        for (int i = 0; i < phrases.size(); i++) {
            Phrase phrase = new Phrase("Distortion " + (i + 1), phrases.get(i));
            AugmentationWord kind = phrase.kind("distortion", List.of(AugmentationWord.values()));
            Integer before = places.put(kind, i + 1);
            if (before != null) {
                throw phrase.refusal("number " + before + " is of the same kind; remove one of them");
            }
            if (kind.isDistortion()) {
                distortions.add(phrase.read(() -> kind.distortion(phrase), AugmentationWord.words()));
            } else {
                ofAll.put(kind, phrase.read(() -> kind.number(phrase), AugmentationWord.words()));
            }
        }
        return augmentation(distortions, ofAll);
    }

    private static Augmentation augmentation(List<Distortion> distortions, Map<AugmentationWord, Double> ofAll) {
        try {
            return new Augmentation(
                    distortions,
                    ofAll.getOrDefault(AugmentationWord.CLEAN_END, 0.0),
                    ofAll.getOrDefault(AugmentationWord.OUTSIDE, 0.0));
        } catch (PropertyException e) {
            throw new IllegalArgumentException(e.getMsg(), e);
        }
    }
}
