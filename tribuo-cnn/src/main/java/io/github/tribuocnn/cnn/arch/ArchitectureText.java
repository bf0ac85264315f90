/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.Brackets;
import io.github.tribuocnn.cnn.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes the text form: layers separated by commas, optionally preceded by the input. Case and white space,
 * line breaks included, do not matter, and a comma at the end is ignored.
 *
 * <pre>{@code
 * architecture = [ "input" SIZE "," ] chain [ "," ]
 * chain        = layer { "," layer }
 * layer        = WORD { NUMBER | SIZE } { OPTION [ NUMBER | SIZE ] } | "residual" "(" chain [ "|" chain ] ")"
 * SIZE         = NUMBER { "x" NUMBER }
 * }</pre>
 */
final class ArchitectureText {

    private static final String INPUT = "input";
    private static final String SOFTMAX_LAYER = LayerWord.ACTIVATION.word() + " " + Dense.SOFTMAX;
    private static final Pattern SPACED_SIZE = Pattern.compile("(?<=\\d) ?[x\u00d7] ?(?=[-\\d])");
    private static final Pattern BEFORE_BRACKET = Pattern.compile(" (?=\\()");
    private static final Pattern IMAGE_SIZE = Pattern.compile("\\d+x\\d+x\\d+");

    private ArchitectureText() {}

    static String write(List<LayerSpec> layers) {
        return layers.stream().map(LayerSpec::text).collect(Collectors.joining(", "));
    }

    /**
     * Reads the layers. Whether they fit each other is not looked at.
     *
     * @param text the text form
     * @param input the shape that an input named in the text must agree with
     * @return the layers, possibly none
     * @throws IllegalArgumentException naming the layer and the word that can't be understood
     */
    static List<LayerSpec> read(String text, ImageShape input) {
        List<String> phrases = split(text);
        if (!phrases.isEmpty() && firstWord(phrases.get(0)).equals(INPUT)) {
            requireAgreement(phrases.remove(0), input);
        }
        joinSoftmax(phrases);
        return readLayers(phrases, "", 1, true);
    }

    /**
     * Reads the layers of a part of a residual.
     *
     * @param text layers separated by commas, in lower case and with single spaces
     * @param prefix what the labels of the layers begin with
     * @param first the number of the first of them
     */
    static List<LayerSpec> readChain(String text, String prefix, int first) {
        return text.isEmpty() ? List.of() : readLayers(Brackets.split(text, ','), prefix, first, false);
    }

    private static List<LayerSpec> readLayers(List<String> phrases, String prefix, int first, boolean whole) {
        List<LayerSpec> layers = new ArrayList<>(phrases.size());
        for (int i = 0; i < phrases.size(); i++) {
            String label = prefix + (first + i);
            String source = phrases.get(i);
            LayerPhrase phrase = new LayerPhrase(label, source, whole && i == phrases.size() - 1);
            if (firstWord(source).equals(INPUT)) {
                throw phrase.refusal("input can only stand once, before the first layer; remove it here");
            }
            layers.add(phrase.read());
        }
        return layers;
    }

    /** Softmax as a layer of its own, behind the last dense layer, is the same as softmax written there. */
    private static void joinSoftmax(List<String> phrases) {
        int last = phrases.size() - 1;
        if (last > 0
                && phrases.get(last).equals(SOFTMAX_LAYER)
                && firstWord(phrases.get(last - 1)).equals(LayerWord.DENSE.word())) {
            phrases.remove(last);
            phrases.set(last - 1, phrases.get(last - 1) + " " + Dense.SOFTMAX);
        }
    }

    private static List<String> split(String text) {
        String sized = SPACED_SIZE.matcher(Phrases.even(text)).replaceAll("x");
        return Phrases.split(BEFORE_BRACKET.matcher(sized).replaceAll(""));
    }

    private static String firstWord(String phrase) {
        int space = phrase.indexOf(' ');
        return space < 0 ? phrase : phrase.substring(0, space);
    }

    private static void requireAgreement(String phrase, ImageShape input) {
        String size = phrase.substring(INPUT.length()).strip();
        if (!IMAGE_SIZE.matcher(size).matches()) {
            throw new IllegalArgumentException("The input is written as height, width and channels, for example input "
                    + input.text() + ", but the text says '" + phrase + "'");
        }
        if (!size.equals(input.text())) {
            throw new IllegalArgumentException("The text says '" + phrase + "', but the images are " + input.text()
                    + "; correct the text or leave the input out of it");
        }
    }
}
