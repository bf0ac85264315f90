/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.RealSetting;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

// Provenance stores constants by name and class: no constant may have a body, and toString stays as it is.
/**
 * The function applied to each output of a layer, as an option of the layer ({@code conv 32 3x3 gelu}) or as a layer of
 * its own ({@code activation gelu}).
 *
 * <p>Softmax is not among them: it belongs to the output of the whole network, not to a layer. It may be written behind
 * the last dense layer, {@code dense 10 softmax} or {@code dense 10, activation softmax}, where it is implied anyway.
 */
public enum Activation {
    /** The identity. */
    NONE(null, 0),
    /** The rectifier: {@code max(0, x)}. */
    RELU(null, 0),
    /** {@code x} above 0, {@code slope·x} below; the slope is 0.01 unless given: {@code leaky_relu 0.2}. */
    LEAKY_RELU(new RealSetting("slope", 0, true, 1), 0.01),
    /** {@code x} above 0, {@code alpha·(eˣ - 1)} below; alpha is 1 unless given: {@code elu 0.5}. */
    ELU(new RealSetting("alpha", 0, true, 100), 1),
    /** {@code x·Φ(x)} with the normal distribution's own Φ, that is {@code x/2·(1 + erf(x/√2))}, not its tanh form. */
    GELU(null, 0),
    /** {@code x·sigmoid(x)}, also called swish. */
    SILU(null, 0),
    /** {@code 1/(1 + e⁻ˣ)}. */
    SIGMOID(null, 0),
    /** The hyperbolic tangent. */
    TANH(null, 0);

    private static final Map<String, Activation> WORDS = Collections.unmodifiableMap(Arrays.stream(values())
            .filter(activation -> activation != NONE)
            .collect(Collectors.toMap(
                    Activation::word, activation -> activation, (first, second) -> first, LinkedHashMap::new)));

    // A record of a string, numbers and a boolean, which Error Prone does not see to be immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable RealSetting setting;

    private final double usual;

    Activation(@Nullable RealSetting setting, double usual) {
        this.setting = setting;
        this.usual = usual;
    }

    /** The words of the text form, in declaration order; {@link #NONE} is written by leaving the word out. */
    static Map<String, Activation> words() {
        return WORDS;
    }

    /** The word of the text form. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What may be set, or null if the function has nothing to set. */
    @Nullable
    RealSetting setting() {
        return setting;
    }

    /** The parameter where none is given, 0 for a function without one. */
    double usual() {
        return usual;
    }
}
