/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

// Provenance stores constants by name and class: no constant may have a body, and toString stays as it is.
/**
 * The function applied to each output of a layer. Softmax is not among them: it belongs to the output of the whole
 * network, not to a layer.
 */
public enum Activation {
    /** The identity. */
    NONE,
    /** The rectifier: {@code max(0, x)}. */
    RELU;

    /** The words of the text form, in declaration order; {@link #NONE} is written by leaving the word out. */
    static Map<String, Activation> words() {
        return Collections.unmodifiableMap(Arrays.stream(values())
                .filter(activation -> activation != NONE)
                .collect(Collectors.toMap(
                        Activation::word, activation -> activation, (first, second) -> first, LinkedHashMap::new)));
    }

    /** What follows the arguments of a layer in the text form: nothing, or a space and the word. */
    String suffix() {
        return this == NONE ? "" : " " + word();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
