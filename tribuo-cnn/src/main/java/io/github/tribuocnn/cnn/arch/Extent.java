/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/**
 * A height and a width: of a kernel, a pooling window, or the step between two positions of one.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
record Extent(int height, int width) {

    /** Both dimensions, always: {@code 3x3}. */
    String text() {
        return height + "x" + width;
    }

    /** One number where both dimensions are the same: {@code 2}, {@code 2x3}. */
    String shortText() {
        return height == width ? Integer.toString(height) : text();
    }
}
