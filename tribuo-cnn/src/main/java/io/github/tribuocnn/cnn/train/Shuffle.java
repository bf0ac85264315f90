/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.random.SplitMix64;

/** The order in which an epoch visits the images: a function of the run's seed and the epoch, and of nothing before it. */
final class Shuffle {

    private static final long PURPOSE = 2;

    private Shuffle() {}

    /**
     * Fills in an order, each equally likely.
     * @param order Receives 0 to {@code length - 1}.
     * @param seed The run's seed.
     * @param epoch The epoch.
     */
    static void permute(int[] order, long seed, int epoch) {
        identity(order);
        SplitMix64 random = new SplitMix64(seed, PURPOSE, epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /**
     * Fills in the images' own order.
     * @param order Receives 0 to {@code length - 1}.
     */
    static void identity(int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }
}
