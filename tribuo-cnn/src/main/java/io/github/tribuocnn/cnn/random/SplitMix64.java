/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.random;

/**
 * A small random number generator whose sequence is fixed by this file alone, so that no JDK can change a network's
 * weights.
 *
 * <p>See: Steele, G., Lea, D. and Flood, C. "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014 (the mixing
 * constants are Stafford's variant 13).
 */
public final class SplitMix64 {

    /** From one state of a sequence to the next. */
    public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

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

    /**
     * The start of a sequence of which any number can be had, without an object; see {@link #at}.
     * @param seed The run's seed.
     * @param purpose What the numbers are for.
     * @param epoch The epoch.
     * @param example The image.
     * @param place The layer, or whatever else tells sequences of an image apart.
     * @return The state that the sequence begins from.
     */
    public static long sequence(long seed, long purpose, long epoch, long example, long place) {
        long mixed = mix(seed + GOLDEN_GAMMA);
        mixed = mix(mixed ^ mix(purpose + GOLDEN_GAMMA));
        mixed = mix(mixed ^ mix(epoch + GOLDEN_GAMMA));
        mixed = mix(mixed ^ mix(example + GOLDEN_GAMMA));
        return mix(mixed ^ mix(place + GOLDEN_GAMMA));
    }

    /**
     * The 64 random bits at a place of a sequence: those that {@link #nextLong} gives at its call {@code index + 1}.
     * @param sequence The start of the sequence.
     * @param index The place, at least 0.
     * @return Any long.
     */
    public static long at(long sequence, int index) {
        return mix(sequence + (index + 1L) * GOLDEN_GAMMA);
    }

    /**
     * Spreads what tells two states apart over all bits.
     * @param bits The state.
     * @return 64 random bits.
     */
    public static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
