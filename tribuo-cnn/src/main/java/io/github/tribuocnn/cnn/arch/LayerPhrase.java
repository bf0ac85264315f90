/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.Phrase;
import io.github.tribuocnn.cnn.text.Setting;
import java.util.List;

/** The text of one layer. */
final class LayerPhrase extends Phrase {

    private final String label;
    private final boolean last;

    /**
     * Begins to read.
     *
     * @param number the number of the layer for messages, from 1
     * @param source words separated by single spaces
     * @param last whether no other layer follows
     */
    LayerPhrase(int number, String source, boolean last) {
        this(Integer.toString(number), source, last);
    }

    /**
     * Begins to read a layer, perhaps one inside a residual.
     *
     * @param label the number of the layer for messages, such as {@code 3} or {@code 3.1}
     * @param source words separated by single spaces
     * @param last whether no other layer follows
     */
    LayerPhrase(String label, String source, boolean last) {
        super("Layer " + label, source);
        this.label = label;
        this.last = last;
    }

    LayerSpec read() {
        if (source().startsWith(LayerWord.RESIDUAL.word() + "(")) {
            return Residual.read(this);
        }
        refuseFunction();
        LayerWord kind = kind("layer", List.of(LayerWord.values()));
        return read(() -> kind.read(this), LayerWord.words());
    }

    private void refuseFunction() {
        String word = source().split(" ", 2)[0];
        if (Activation.words().containsKey(word)) {
            throw refusal("'" + word + "' is no layer but a function; write 'activation " + word + "', or put '" + word
                    + "' behind the layer before it");
        }
    }

    /** The number of the layer for messages. */
    String label() {
        return label;
    }

    /** Whether this is the last layer of the text. */
    boolean isLast() {
        return last;
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

    private Extent extent(String name, Setting height, Setting width, String word) {
        String[] sides = word.split("x", -1);
        return switch (sides.length) {
            case 1 -> new Extent(setting(height, word), setting(width, word));
            case 2 -> new Extent(setting(height, sides[0]), setting(width, sides[1]));
            default -> throw misuse("the " + name + " must be a size such as 3x3 or 3, but is " + word);
        };
    }
}
