/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.Locale;
import java.util.Map;

// Provenance stores constants by name and class: no constant may have a body, and toString stays as it is.
/** What a window does at the edges of an image. */
public enum Padding {
    /** The window only takes positions where it lies wholly inside. Rows and columns that fill no last step are unused. */
    VALID,
    /**
     * As many positions as steps begin in the image, {@code ceil(size / stride)} a side, so that stride 1 keeps the size.
     * What is missing at the edges, {@code max(0, (positions - 1) * stride + window - size)} rows or columns, is split
     * evenly, the odd one at the lower or right edge, as TensorFlow does. A convolution sees zeros there; pooling leaves
     * it out of the maximum and the average.
     */
    SAME;

    /** The words of the text form; {@link #VALID} is what is meant if neither is said. */
    static Map<String, Padding> words() {
        return Map.of(VALID.word(), VALID, SAME.word(), SAME);
    }

    /** What is written in the text form: nothing, or a space and the word. */
    String suffix() {
        return this == VALID ? "" : " " + word();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
