/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors to run with, and the reason in words.
 *
 * @param bits 128, 256 or 512.
 * @param reason Why not more, or not fewer.
 */
record VectorWidth(int bits, String reason) {

    /** System property that asks for vectors of 128, 256 or 512 bits. */
    static final String PROPERTY = "tribuocnn.vectorBits";

    private static final List<String> WIDTHS = List.of("128", "256", "512");

    /**
     * The width to use.
     * @param widest The bits of the widest vectors the JVM uses on this processor.
     * @param asked What the property {@value #PROPERTY} says; null if it is not set.
     * @throws IllegalArgumentException If the property is none of the three.
     */
    static VectorWidth of(int widest, @Nullable String asked) {
        check(asked);
        int bits = Math.max(128, Math.min(512, Integer.highestOneBit(widest)));
        if (asked == null) {
            return new VectorWidth(bits, widestOf(bits));
        }
        int wanted = Integer.parseInt(asked);
        return wanted <= bits
                ? new VectorWidth(wanted, "as " + PROPERTY + " asks")
                : new VectorWidth(bits, widestOf(bits) + "; " + PROPERTY + " asks for " + wanted);
    }

    /**
     * Refuses a property that means nothing.
     * @throws IllegalArgumentException If it is set and none of the three.
     */
    static void check(@Nullable String asked) {
        if (asked != null && !WIDTHS.contains(asked)) {
            throw new IllegalArgumentException(PROPERTY + " is \"" + asked
                    + "\", expected 128, 256 or 512; leave it out for the widest vectors of this processor");
        }
    }

    private static String widestOf(int bits) {
        return bits > 128
                ? "the widest vectors of this processor"
                : "the widest vectors this JVM uses on this processor; a processor with AVX2 or AVX-512, and java without"
                        + " -XX:UseAVX below 2, are faster";
    }
}
