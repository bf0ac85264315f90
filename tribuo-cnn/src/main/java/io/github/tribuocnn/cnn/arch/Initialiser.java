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
 * How the weights of a layer are drawn before training; its biases begin at 0. Fan in and fan out are the inputs that
 * reach an output and the outputs that an input reaches, times the size of a convolution's kernel.
 *
 * <p>Normal distributions are cut off at two standard deviations and widened so that the deviation after the cut is the
 * one named, as in Keras.
 *
 * <p>See: Glorot, X. and Bengio, Y. "Understanding the difficulty of training deep feedforward neural networks",
 * AISTATS 2010; He, K., Zhang, X., Ren, S. and Sun, J. "Delving Deep into Rectifiers", ICCV 2015.
 */
public enum Initialiser {
    /** Uniform in ±√(6 / (fan in + fan out)). */
    GLOROT_UNIFORM,
    /** Normal with the variance 2 / (fan in + fan out). */
    GLOROT_NORMAL,
    /** Uniform in ±√(6 / fan in). */
    HE_UNIFORM,
    /** Normal with the variance 2 / fan in. */
    HE_NORMAL;

    private static final Map<String, Initialiser> WORDS = Collections.unmodifiableMap(Arrays.stream(values())
            .collect(Collectors.toMap(
                    Initialiser::word, initialiser -> initialiser, (first, second) -> first, LinkedHashMap::new)));

    /** The words of the text form, in declaration order. */
    static Map<String, Initialiser> words() {
        return WORDS;
    }

    /** The word of the text form. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether fan out counts.
     *
     * @return true for the Glorot kinds
     */
    public boolean countsOutputs() {
        return this == GLOROT_UNIFORM || this == GLOROT_NORMAL;
    }

    /**
     * Whether the distribution is normal.
     *
     * @return false if it is uniform
     */
    public boolean isNormal() {
        return this == GLOROT_NORMAL || this == HE_NORMAL;
    }
}
