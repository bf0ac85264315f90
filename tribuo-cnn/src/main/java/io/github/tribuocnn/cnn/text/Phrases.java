/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes texts apart into phrases. */
public final class Phrases {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Phrases() {}

    /**
     * A text without the differences that do not count.
     *
     * @param text any text
     * @return the same in lower case, with single spaces for all white space and none at either end
     */
    public static String even(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Cuts a text at the commas that stand outside brackets. A comma at the end is ignored.
     *
     * @param even a text as {@link #even} returns it
     * @return the phrases; one between two commas with nothing between them is empty
     * @throws IllegalArgumentException if the brackets do not match
     */
    public static List<String> split(String even) {
        List<String> phrases = Brackets.split(even, ',');
        if (phrases.get(phrases.size() - 1).isEmpty()) {
            phrases.remove(phrases.size() - 1);
        }
        return phrases;
    }
}
