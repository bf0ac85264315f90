/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/** What layers that have weights can be asked about them. */
public sealed interface Weighted permits Conv2D, DepthwiseConv2D, Dense {

    /**
     * How the weights are drawn before training.
     *
     * @return the initialiser, {@link Initialiser#GLOROT_UNIFORM} unless chosen
     */
    Initialiser initialiser();

    /**
     * The factor λ of the penalty {@code λ·Σ weight²} that is added to the loss. Biases are not penalised.
     *
     * @return 0 to 1; 0 for no penalty
     */
    double l2();
}
