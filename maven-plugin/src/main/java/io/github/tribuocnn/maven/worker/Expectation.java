/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.util.List;

/** Checks of parameters that name the property, the value and what would be right. */
final class Expectation {
    private Expectation() {}

    static void oneOf(List<String> words, String name, String word) {
        require(words.contains(word), name, "'" + word + "'", "one of " + String.join(", ", words));
    }

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("mnist-cnn." + name + " is " + value + ", expected " + expected);
        }
    }
}
