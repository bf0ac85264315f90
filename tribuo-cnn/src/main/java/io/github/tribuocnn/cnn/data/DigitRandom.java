/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

/**
 * SplitMix64 (Steele, Lea and Flood: Fast Splittable Pseudorandom Number Generators, 2014), written out because the
 * numbers drawn from one seed must never change, which no class of the JDK promises.
 */
final class DigitRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** A stream of its own for each pair of values. */
    DigitRandom(long seed, long index) {
        this.state = mix(mix(seed + GOLDEN_GAMMA) ^ (index * GOLDEN_GAMMA));
    }

    private static long mix(long z) {
        long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
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
