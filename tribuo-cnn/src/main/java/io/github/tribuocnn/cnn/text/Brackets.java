/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import java.util.ArrayList;
import java.util.List;

/** Text with brackets in it. */
public final class Brackets {

    private Brackets() {}

    /**
     * Cuts a text at a character wherever that stands outside brackets.
     *
     * @param text the text
     * @param separator the character
     * @return the parts, each without space around it, at least one
     * @throws IllegalArgumentException if the brackets do not match
     */
    public static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                break;
            }
            if (c == separator && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException("The text has a bracket '" + (depth < 0 ? ')' : '(')
                    + "' without its counterpart; add or remove one");
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
