/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import org.jspecify.annotations.Nullable;

/**
 * What came of a rule.
 *
 * @param rule its name, a test case's
 * @param found what was found, in words
 * @param failure what is wrong, in words; null if nothing is
 */
public record Outcome(String rule, String found, @Nullable String failure) {

    static Outcome passed(String rule, String found) {
        return new Outcome(rule, found, null);
    }

    static Outcome failed(String rule, String failure) {
        return new Outcome(rule, failure, failure);
    }

    /** Whether the rule is fulfilled. */
    public boolean isPassed() {
        return failure == null;
    }
}
