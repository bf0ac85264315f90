/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which word was meant. */
final class Spelling {

    private static final int SHORTEST_PART = 3;
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /** The words "did you mean" and the nearest known word, ready to be put behind a complaint; empty if none is near. */
    static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(".");
    }

    /** The known word that contains the given one, is contained in it, or is at most two edits away. */
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> overlaps(word, candidate) || isTypingError(word, candidate))
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
    }

    private static boolean overlaps(String word, String candidate) {
        return word.length() >= SHORTEST_PART && (word.contains(candidate) || candidate.contains(word));
    }

    private static boolean isTypingError(String word, String candidate) {
        return word.length() >= SHORTEST_PART && edits(word, candidate) <= MOST_EDITS;
    }

    /** Levenshtein distance, one row of the table at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
