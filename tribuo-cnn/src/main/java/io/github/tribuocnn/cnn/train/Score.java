/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

/**
 * How well images were told apart.
 *
 * @param loss The mean cross-entropy in nats.
 * @param accuracy The fraction told apart rightly.
 */
record Score(double loss, double accuracy) {

    /** Nothing was measured. */
    static final Score NONE = new Score(Double.NaN, Double.NaN);
}
