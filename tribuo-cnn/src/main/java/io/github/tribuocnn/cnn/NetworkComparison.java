/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One network and the same network trained again.
 *
 * @param name what the report calls it: {@code the network}, or {@code network 2 of 3} of an ensemble
 * @param originalSha256 the SHA-256 of the original's weights
 * @param reproducedSha256 the SHA-256 of the weights trained again
 * @param difference the first weight that differs; null if none does, or if only the SHA-256 of the original is known
 */
public record NetworkComparison(
        String name,
        String originalSha256,
        String reproducedSha256,
        @Nullable WeightDifference difference) {

    /**
     * Compares two networks weight by weight, bit by bit.
     *
     * @param name what the report calls them
     * @param original the original
     * @param reproduced the one trained again
     * @return the comparison
     */
    static NetworkComparison of(String name, CNNModel original, CNNModel reproduced) {
        return new NetworkComparison(
                name, original.weightsSha256(), reproduced.weightsSha256(), firstDifference(original, reproduced));
    }

    private static @Nullable WeightDifference firstDifference(CNNModel original, CNNModel reproduced) {
        float[] before = original.weights();
        float[] after = reproduced.weights();
        for (var tensor : original.architecture().tensors()) {
            for (int i = 0; i < tensor.length(); i++) {
                int at = tensor.offset() + i;
                float again = at < after.length ? after[at] : Float.NaN;
                if (Float.floatToRawIntBits(before[at]) != Float.floatToRawIntBits(again)) {
                    return new WeightDifference(tensor.name(), i, before[at], again);
                }
            }
        }
        return null;
    }

    /**
     * Whether the two are the same to the bit.
     *
     * @return true if they are
     */
    public boolean isEqual() {
        return difference == null && originalSha256.equals(reproducedSha256);
    }

    /**
     * The first weight that differs.
     *
     * @return empty if none does, or if only the SHA-256 of the original is known
     */
    public Optional<WeightDifference> firstDifference() {
        return Optional.ofNullable(difference);
    }

    /** Both hashes, and the first difference if there is one. */
    @Override
    public String toString() {
        if (isEqual()) {
            return name + " was reproduced bit for bit: the SHA-256 of its weights is " + originalSha256
                    + ", trained again " + reproducedSha256;
        }
        return name + " was not reproduced: the SHA-256 of its weights is " + originalSha256 + ", trained again "
                + reproducedSha256 + (difference == null ? "" : "; first difference: " + difference);
    }
}
