/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.github.tribuocnn.cnn.arch.ImageShape;
import org.jspecify.annotations.Nullable;

/**
 * Names a pixel by a pattern of its row, column and channel: {@code r{row}c{column}} gives {@code r14c3}.
 *
 * <p>{@code {row}} and {@code {column}} must occur; {@code {channel}} must for images of more than one channel. All
 * count from {@code first}, unpadded.
 */
public final class PatternPixelNaming implements PixelNaming {
    private static final String ROW = "{row}";
    private static final String COLUMN = "{column}";
    private static final String CHANNEL = "{channel}";

    @Config(description = "Name of a pixel with {row}, {column} and, for colour, {channel}; e.g. r{row}c{column}.")
    private String pattern = "r{row}c{column}";

    @Config(description = "The number of the first row, column and channel: 0 or 1.")
    private int first = 0;

    /** For OLCUT. */
    private PatternPixelNaming() {}

    /**
     * A naming by row and column.
     *
     * @param pattern the name, holding {@code {row}}, {@code {column}} and, for colour images, {@code {channel}}
     * @param first the number of the first row, column and channel: 0 or 1
     * @throws PropertyException if the pattern has no row or no column, or {@code first} is neither 0 nor 1
     */
    public PatternPixelNaming(String pattern, int first) {
        this.pattern = pattern;
        this.first = first;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (pattern == null || !pattern.contains(ROW) || !pattern.contains(COLUMN)) {
            throw new PropertyException(
                    "",
                    "pattern",
                    "The pattern is \"" + pattern + "\"; it must hold both {row} and {column}, e.g. r{row}c{column}.");
        }
        if (first != 0 && first != 1) {
            throw new PropertyException("", "first", "The first number is " + first + "; it must be 0 or 1.");
        }
    }

    @Override
    public String name(int row, int column, int channel, ImageShape image) {
        if (image.channels() > 1 && !pattern.contains(CHANNEL)) {
            throw new IllegalArgumentException("The pattern \"" + pattern + "\" gives all " + image.channels()
                    + " channels of a pixel one name; add {channel} to it.");
        }
        return pattern.replace(ROW, Integer.toString(row + first))
                .replace(COLUMN, Integer.toString(column + first))
                .replace(CHANNEL, Integer.toString(channel + first));
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "PixelNaming");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PatternPixelNaming that && pattern.equals(that.pattern) && first == that.first;
    }

    @Override
    public int hashCode() {
        return 31 * pattern.hashCode() + first;
    }

    @Override
    public String toString() {
        return "PatternPixelNaming(pattern=\"" + pattern + "\",first=" + first + ")";
    }
}
