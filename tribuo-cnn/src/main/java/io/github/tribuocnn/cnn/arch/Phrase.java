/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The text of one layer, read word by word: the layer's word, its positional arguments, then its options. A kind of
 * layer asks for what it knows; {@link #read} refuses whatever it did not ask for.
 */
final class Phrase {

    private final int number;
    private final String source;
    private final boolean last;
    private final Deque<String> words;
    private final List<String> optionsAskedFor = new ArrayList<>();
    private String usage = "";

    /**
     * Begins to read.
     *
     * @param number the number of the layer for messages, from 1
     * @param source words separated by single spaces, not empty
     * @param last whether no other layer follows
     */
    Phrase(int number, String source, boolean last) {
        this.number = number;
        this.source = source;
        this.last = last;
        this.words = new ArrayDeque<>(List.of(source.split(" ")));
    }

    LayerSpec read() {
        String word = words.remove();
        for (LayerWord known : LayerWord.values()) {
            if (known.word().equals(word)) {
                usage = known.usage();
                LayerSpec layer = known.read(this);
                refuseLeftovers();
                return layer;
            }
        }
        throw refusal("unknown layer '" + word + "'" + Spelling.hint(word, LayerWord.words()) + " Known layers: "
                + String.join(", ", LayerWord.words()));
    }

    /** Whether this is the last layer of the text. */
    boolean isLast() {
        return last;
    }

    /** The next word as a number. */
    int number(Setting setting) {
        return setting(setting, next(setting.property()));
    }

    /** The next word as a size: {@code 3x5} for height and width, or {@code 3} for both. */
    Extent extent(String name, Setting height, Setting width) {
        String word = next(name);
        String[] sides = word.split("x", -1);
        return switch (sides.length) {
            case 1 -> new Extent(setting(height, word), setting(width, word));
            case 2 -> new Extent(setting(height, sides[0]), setting(width, sides[1]));
            default -> throw misuse("the " + name + " must be a size such as 3x3 or 3, but is " + word);
        };
    }

    /** The meaning of the next word if it is one of the choices, which then counts as read; otherwise the default. */
    <T> T option(Map<String, T> choices, T otherwise) {
        optionsAskedFor.addAll(choices.keySet());
        String word = words.peek();
        if (word == null || !choices.containsKey(word)) {
            return otherwise;
        }
        words.remove();
        return choices.getOrDefault(word, otherwise);
    }

    /** Whether the next word is this one, which then counts as read. */
    boolean flag(String word) {
        return option(Map.of(word, true), false);
    }

    /** An exception that names this layer. */
    IllegalArgumentException refusal(String problem) {
        return new IllegalArgumentException("Layer " + number + " (" + source + "): " + problem);
    }

    private IllegalArgumentException misuse(String problem) {
        return refusal(problem + "; write " + usage);
    }

    private String next(String name) {
        String word = words.poll();
        if (word == null) {
            throw misuse(name + " is missing");
        }
        return word;
    }

    private int setting(Setting setting, String word) {
        try {
            return setting.parse(word);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private void refuseLeftovers() {
        String word = words.peek();
        if (word == null) {
            return;
        }
        if (LayerWord.words().contains(word)) {
            throw refusal("put a comma before '" + word + "'");
        }
        throw refusal("unknown word '" + word + "'" + Spelling.hint(word, optionsAskedFor) + " Write " + usage);
    }
}
