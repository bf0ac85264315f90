/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The text of one layer, read word by word: the layer's word, its positional arguments, then its options in any order. A
 * kind of layer asks for what it knows; {@link #read} refuses whatever it did not ask for.
 */
final class Phrase {

    private final String label;
    private final String source;
    private final boolean last;
    private final List<String> words;
    private final List<String> optionsAskedFor = new ArrayList<>();
    private String usage = "";
    private int behindOption;

    /**
     * Begins to read.
     *
     * @param number the number of the layer for messages, from 1
     * @param source words separated by single spaces, not empty
     * @param last whether no other layer follows
     */
    Phrase(int number, String source, boolean last) {
        this(Integer.toString(number), source, last);
    }

    /**
     * Begins to read a layer, perhaps one inside a residual.
     *
     * @param label the number of the layer for messages, such as {@code 3} or {@code 3.1}
     * @param source words separated by single spaces, not empty
     * @param last whether no other layer follows
     */
    Phrase(String label, String source, boolean last) {
        this.label = label;
        this.source = source;
        this.last = last;
        this.words = new ArrayList<>(List.of(source.split(" ")));
    }

    LayerSpec read() {
        if (source.startsWith(LayerWord.RESIDUAL.word() + "(")) {
            return Residual.read(this);
        }
        String word = words.remove(0);
        for (LayerWord known : LayerWord.values()) {
            if (known.word().equals(word)) {
                usage = known.usage();
                LayerSpec layer = known.read(this);
                refuseLeftovers();
                return layer;
            }
        }
        if (Activation.words().containsKey(word)) {
            throw refusal("'" + word + "' is no layer but a function; write 'activation " + word + "', or put '" + word
                    + "' behind the layer before it");
        }
        throw refusal("unknown layer '" + word + "'" + Spelling.hint(word, LayerWord.words()) + " Known layers: "
                + String.join(", ", LayerWord.words()));
    }

    /** The whole text of the layer. */
    String source() {
        return source;
    }

    /** The number of the layer for messages. */
    String label() {
        return label;
    }

    /** Whether this is the last layer of the text. */
    boolean isLast() {
        return last;
    }

    /** The next word as a number. */
    int number(Setting setting) {
        return setting(setting, next(setting.property()));
    }

    /** The next word as a real number. */
    double real(RealSetting setting) {
        return setting(setting, next(setting.property()));
    }

    /** The next word as a size: {@code 3x5} for height and width, or {@code 3} for both. */
    Extent extent(String name, Setting height, Setting width) {
        return extent(name, height, width, next(name));
    }

    /** The size behind a word such as {@code stride}; both count as read. The default if the word is not there. */
    Extent extentAfter(String word, Setting height, Setting width, Extent otherwise) {
        int place = place(word);
        return place < 0 ? otherwise : extent(word, height, width, take(place, "the size behind " + word));
    }

    /** The number behind a word such as {@code groups}; both count as read. The default if the word is not there. */
    int numberAfter(String word, Setting setting, int otherwise) {
        int place = place(word);
        return place < 0 ? otherwise : setting(setting, take(place, "the number behind " + word));
    }

    private Extent extent(String name, Setting height, Setting width, String word) {
        String[] sides = word.split("x", -1);
        return switch (sides.length) {
            case 1 -> new Extent(setting(height, word), setting(width, word));
            case 2 -> new Extent(setting(height, sides[0]), setting(width, sides[1]));
            default -> throw misuse("the " + name + " must be a size such as 3x3 or 3, but is " + word);
        };
    }

    /** The next word, which must be one of the choices. */
    <T> T choice(String name, Map<String, T> choices) {
        String word = next(name);
        T choice = choices.get(word);
        if (choice == null) {
            throw refusal(
                    name + " '" + word + "' is unknown" + Spelling.hint(word, choices.keySet()) + " Write " + usage);
        }
        behindOption = 0;
        return choice;
    }

    /** The number behind the option that was just read, or 0 if none stands there. */
    double numberBehindOption(RealSetting setting) {
        boolean there = behindOption < words.size() && RealSetting.isNumber(words.get(behindOption));
        if (!there) {
            return 0;
        }
        double value = setting(setting, words.remove(behindOption));
        if (value == 0) {
            throw new IllegalStateException(setting + " permits 0, which stands for no number");
        }
        return value;
    }

    /** The number behind the name of the setting; both count as read. The default if the name is not there. */
    double realAfter(RealSetting setting, double otherwise) {
        int place = place(setting.property());
        return place < 0 ? otherwise : setting(setting, take(place, "the number behind " + setting.property()));
    }

    /** Takes an option's word out and says where it stood, which is where its value now is; -1 if it is not there. */
    private int place(String word) {
        optionsAskedFor.add(word);
        int place = words.indexOf(word);
        if (place >= 0) {
            words.remove(place);
        }
        return place;
    }

    /** The meaning of the first word that is one of the choices, which then counts as read; otherwise the default. */
    <T> T option(Map<String, T> choices, T otherwise) {
        optionsAskedFor.addAll(choices.keySet());
        for (int i = 0; i < words.size(); i++) {
            T meaning = choices.get(words.get(i));
            if (meaning != null) {
                words.remove(i);
                behindOption = i;
                return meaning;
            }
        }
        behindOption = words.size();
        return otherwise;
    }

    /** Whether this word is there, which then counts as read. */
    boolean flag(String word) {
        return option(Map.of(word, true), false);
    }

    /** An exception that names this layer. */
    IllegalArgumentException refusal(String problem) {
        return new IllegalArgumentException("Layer " + label + " (" + source + "): " + problem);
    }

    private IllegalArgumentException misuse(String problem) {
        return refusal(problem + "; write " + usage);
    }

    private String next(String name) {
        return take(0, name);
    }

    private String take(int place, String name) {
        if (place >= words.size()) {
            throw misuse(name + " is missing");
        }
        return words.remove(place);
    }

    private int setting(Setting setting, String word) {
        try {
            return setting.parse(word);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private double setting(RealSetting setting, String word) {
        try {
            return setting.parse(word);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private void refuseLeftovers() {
        if (words.isEmpty()) {
            return;
        }
        String word = words.get(0);
        if (LayerWord.words().contains(word)) {
            throw refusal("put a comma before '" + word + "'");
        }
        if (optionsAskedFor.contains(word)) {
            throw refusal("'" + word + "' repeats or contradicts another word; remove one of them");
        }
        throw refusal("unknown word '" + word + "'" + Spelling.hint(word, optionsAskedFor) + " Write " + usage);
    }
}
