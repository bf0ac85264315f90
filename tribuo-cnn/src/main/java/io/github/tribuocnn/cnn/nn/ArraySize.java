/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import java.util.Locale;

/** Sizes of arrays, counted without overflow. */
final class ArraySize {

    private ArraySize() {}

    /**
     * A size that an array can have.
     * @param size The floats needed, not negative.
     * @param what What they are needed for.
     * @throws IllegalArgumentException If that is more than an array holds.
     */
    static int of(long size, String what) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s would take %,d floats, more than the %,d an array can hold. Use fewer images at a time, smaller"
                            + " images or a smaller layer",
                    what,
                    size,
                    Integer.MAX_VALUE));
        }
        return (int) size;
    }

    /** A product that an array can have as its size; neither factor is negative. */
    static int of(long count, long each, String what) {
        return of(product(count, each), what);
    }

    /** The product, or the largest long if it is larger. */
    static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            product =
                    Math.multiplyHigh(product, factor) != 0 || product * factor < 0 ? Long.MAX_VALUE : product * factor;
        }
        return product;
    }
}
