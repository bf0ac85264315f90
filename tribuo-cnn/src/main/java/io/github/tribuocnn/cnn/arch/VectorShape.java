/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.Setting;

/**
 * The shape of a plain row of values, as {@link Flatten} and {@link Dense} give.
 *
 * @param length the number of values, at least 1
 */
public record VectorShape(int length) implements Shape {

    private static final Setting LENGTH = new Setting("length", Integer.MAX_VALUE);

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the length is below 1
     */
    public VectorShape {
        LENGTH.require(length);
    }

    @Override
    public int size() {
        return length;
    }

    @Override
    public String text() {
        return Integer.toString(length);
    }

    @Override
    public String toString() {
        return text();
    }
}
