/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Brings each single value of the gradient into the range from {@code -maximum} to {@code maximum}. */
public final class ClipByValue extends ClippingAtMaximum {

    /** A maximum of 1. Also used by OLCUT. */
    public ClipByValue() {
        this(1);
    }

    /**
     * Clipping at a maximum.
     * @param maximum The largest magnitude of a value of the gradient of the mean loss, greater than 0.
     * @throws PropertyException If it is out of range, naming it.
     */
    public ClipByValue(double maximum) {
        super(maximum);
    }
}
