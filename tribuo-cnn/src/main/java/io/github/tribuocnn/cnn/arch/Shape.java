/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/** The shape of what flows between two layers, for one example: an image or a vector. */
public sealed interface Shape permits ImageShape, VectorShape {

    /**
     * The number of values.
     *
     * @return the number of values, at least 1
     */
    int size();

    /**
     * The dimensions as messages show them.
     *
     * @return for example {@code 26x26x32} or {@code 400}; also what {@code toString} gives
     */
    String text();
}
