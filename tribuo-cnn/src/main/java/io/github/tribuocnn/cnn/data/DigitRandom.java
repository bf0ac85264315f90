/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.random.SplitMix64.GOLDEN_GAMMA;
import static io.github.tribuocnn.cnn.random.SplitMix64.mix;

import io.github.tribuocnn.cnn.random.SplitMix64;

/** The random numbers of a drawn digit: a stream of {@link SplitMix64} of its own for each digit of a seed. */
final class DigitRandom {
    private long state;

    /** A stream of its own for each pair of values. */
    DigitRandom(long seed, long index) {
        this.state = mix(mix(seed + GOLDEN_GAMMA) ^ (index * GOLDEN_GAMMA));
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in 0 to 1, 1 excluded. */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** A bell curve of mean 0 and standard deviation 1 that ends at 3: the sum of 3 uniforms in -1 to 1. */
    double bell() {
        return uniform(-1, 1) + uniform(-1, 1) + uniform(-1, 1);
    }

    /** Uniform in 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }
}
