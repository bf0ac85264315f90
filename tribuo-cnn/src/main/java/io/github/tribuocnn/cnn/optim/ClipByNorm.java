/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/**
 * Scales the whole gradient down where its Euclidean norm, over all parameters of the network, is above a maximum.
 *
 * <p>See: Pascanu, R., Mikolov, T. and Bengio, Y. "On the difficulty of training recurrent neural networks", ICML 2013,
 * algorithm 1.
 */
public final class ClipByNorm extends ClippingAtMaximum {

    /** A maximum of 1. Also used by OLCUT. */
    public ClipByNorm() {
        this(1);
    }

    /**
     * Clipping at a maximum.
     * @param maximum The largest norm of the gradient of the mean loss, greater than 0.
     * @throws PropertyException If it is out of range, naming it.
     */
    public ClipByNorm(double maximum) {
        super(maximum);
    }
}
