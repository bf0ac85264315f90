/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** The counts and array lengths of one call. */
final class ImageBatches {
    private ImageBatches() {}

    /**
     * Insists on room for {@code count} items.
     *
     * @throws IllegalArgumentException if the count is negative or the array is too short
     */
    static void requireRoom(String name, int length, int count, int each) {
        if (count < 0 || length < (long) count * each) {
            throw new IllegalArgumentException(name + " holds " + length + " values, expected at least " + count + " x "
                    + each + " for a count of " + count);
        }
    }
}
