/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.List;

/**
 * The part a tensor plays in a layer, and its dimensions.
 *
 * @param role the part it plays
 * @param dims the dimensions, the last one varying fastest
 */
public record ParameterShape(ParameterTensor.Role role, List<Integer> dims) {

    /** Copies the dimensions. */
    public ParameterShape {
        dims = List.copyOf(dims);
    }

    /**
     * The number of parameters. It may exceed what an array can hold.
     *
     * @return the product of the dimensions
     */
    public long count() {
        return dims.stream().mapToLong(Integer::longValue).reduce(1L, Math::multiplyExact);
    }
}
