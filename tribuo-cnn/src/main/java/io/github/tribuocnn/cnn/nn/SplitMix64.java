/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * A small random number generator whose sequence is fixed by this file alone, so that no JDK can change a network's
 * weights.
 *
 * <p>See: Steele, G., Lea, D. and Flood, C. "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014 (the mixing
 * constants are Stafford's variant 13).
 */
public final class SplitMix64 {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * A generator for one purpose of a run. Different purposes give unrelated sequences.
     * @param seed The run's seed.
     * @param purposes What the numbers are for, such as an epoch or an image, in a fixed order.
     */
    public SplitMix64(long seed, long... purposes) {
        long mixed = mix(seed + GOLDEN_GAMMA);
        for (long purpose : purposes) {
            mixed = mix(mixed ^ mix(purpose + GOLDEN_GAMMA));
        }
        this.state = mixed;
    }

    /**
     * The next 64 random bits.
     * @return Any long.
     */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /**
     * A number below a bound, each equally likely to within 2<sup>-32</sup>.
     * @param bound The bound, at least 1.
     * @return 0 to {@code bound - 1}.
     */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /**
     * A number from 0 to below 1 in steps of 2<sup>-24</sup>.
     * @return An exactly representable float.
     */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /**
     * A number from 0 to below 1 in steps of 2<sup>-53</sup>.
     * @return An exactly representable double.
     */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** The start of a sequence of which any number can be had, without an object; see {@link #at}. */
    static long sequence(long seed, long purpose, long epoch, long example, long place) {
        long mixed = mix(seed + GOLDEN_GAMMA);
        mixed = mix(mixed ^ mix(purpose + GOLDEN_GAMMA));
        mixed = mix(mixed ^ mix(epoch + GOLDEN_GAMMA));
        mixed = mix(mixed ^ mix(example + GOLDEN_GAMMA));
        return mix(mixed ^ mix(place + GOLDEN_GAMMA));
    }

    /** The 64 random bits at a place of a sequence: those that {@link #nextLong} gives at its call {@code index + 1}. */
    static long at(long sequence, int index) {
        return mix(sequence + (index + 1L) * GOLDEN_GAMMA);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
