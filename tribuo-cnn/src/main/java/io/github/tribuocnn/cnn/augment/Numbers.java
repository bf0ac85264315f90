/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

/** Numbers as people write them. */
final class Numbers {
    private Numbers() {}

    /** Without a fraction of zero: 8 and 1.5. Different numbers have different texts. */
    static String text(double value) {
        return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
    }
}
