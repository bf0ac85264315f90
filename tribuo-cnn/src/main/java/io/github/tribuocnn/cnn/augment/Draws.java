/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import static io.github.tribuocnn.cnn.random.SplitMix64.GOLDEN_GAMMA;
import static io.github.tribuocnn.cnn.random.SplitMix64.mix;

import io.github.tribuocnn.cnn.random.SplitMix64;

/**
 * The random numbers of one distortion of one image. They are the outputs of {@link SplitMix64} for a key made of the run's seed,
 * the epoch, the image and the distortion, and depend on nothing drawn before. Refilled rather than made anew for each image.
 */
final class Draws {
    /** Keeps these numbers apart from those the same seed gives to the initial weights and the order of the images. */
    private static final long PURPOSE = 0x6175676D656E74L;

    private long state;

    /** Names an image of a run; hand it to {@link #begin}. */
    static long image(long seed, int epoch, int example) {
        return mix(mix(mix(seed + PURPOSE) + epoch * GOLDEN_GAMMA) + example * GOLDEN_GAMMA);
    }

    /** Begins the numbers of one distortion of an image. */
    void begin(long image, int distortion) {
        state = mix(image + distortion * GOLDEN_GAMMA);
    }

    /** 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to below 1. */
    double fraction() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** From {@code -reach} to below {@code reach}, each equally likely. */
    double within(double reach) {
        return (bits() >> 11) * 0x1p-52 * reach;
    }
}
