/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.Locale;

/**
 * A weight that came out differently.
 *
 * @param tensor the name of the tensor, as in {@code Architecture.tensors()}
 * @param index its place in the tensor as it is laid out where it was found, from 0
 * @param original the weight of the original model
 * @param reproduced the weight of the model trained again
 */
public record WeightDifference(String tensor, int index, float original, float reproduced) {

    /** The tensor, the place and both values in full, the bits in hexadecimal: {@code conv1_bias[3] is 0.5 (3f000000), ...}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s[%d] is %s (%08x), trained again %s (%08x)",
                tensor,
                index,
                original,
                Float.floatToRawIntBits(original),
                reproduced,
                Float.floatToRawIntBits(reproduced));
    }
}
