/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** One label for each image of a set, as indices of names. */
final class Labels {
    private final int[] indices;
    private final List<String> names;

    Labels(int[] indices, List<String> names) {
        this.indices = indices.clone();
        this.names = List.copyOf(names);
        if (indices.length == 0) {
            throw new IllegalArgumentException("An image set needs at least one image, found none");
        }
        if (new HashSet<>(this.names).size() != this.names.size()) {
            throw new IllegalArgumentException("Label names must be different from each other, found " + this.names);
        }
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= this.names.size()) {
                throw new IllegalArgumentException("Image " + i + " has label index " + indices[i] + ", expected 0 to "
                        + (this.names.size() - 1) + ": there are " + this.names.size() + " label names");
            }
        }
    }

    /** The labels of an IDX file: each byte is its own name, 0 to the highest of the file. */
    static Labels ofIdx(byte[] values) {
        int[] indices = new int[values.length];
        int highest = 0;
        for (int i = 0; i < values.length; i++) {
            indices[i] = Byte.toUnsignedInt(values[i]);
            highest = Math.max(highest, indices[i]);
        }
        return new Labels(indices, numerals(highest + 1));
    }

    static List<String> numerals(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    int size() {
        return indices.length;
    }

    int index(int image) {
        return indices[image];
    }

    List<String> names() {
        return names;
    }

    Labels head(int count) {
        return new Labels(Arrays.copyOf(indices, count), names);
    }
}
