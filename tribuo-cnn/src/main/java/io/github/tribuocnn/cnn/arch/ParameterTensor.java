/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.List;
import java.util.Locale;

/**
 * One tensor of the canonical parameter block: a single {@code float[]} that holds the parameters of all layers in
 * architecture order, weight before bias; gamma, beta, mean and variance for batch normalisation.
 *
 * <p>Layouts are those of Keras, the last dimension varying fastest: convolution weight {@code [kernel row][kernel
 * column][input channel][filter]}, dense weight {@code [input][unit]}, where the inputs of a flattened image count in
 * row, column, channel order; a bias has one value per filter or unit.
 *
 * @param name the unique name, for example {@code conv1_weight}
 * @param layer the index of the layer in {@link Architecture#layers()}, from 0
 * @param role the part the tensor plays in its layer
 * @param dims the dimensions
 * @param offset where the tensor begins in the block, in floats
 * @param length the number of floats, the product of the dimensions
 */
public record ParameterTensor(String name, int layer, Role role, List<Integer> dims, int offset, int length) {

    /** The part a tensor plays in its layer. */
    public enum Role {
        /** Multiplied with the input. */
        WEIGHT,
        /** Added to each output. */
        BIAS,
        /** The factor of a normalised value. */
        GAMMA,
        /** Added to a normalised value. */
        BETA,
        /** The running average of the means of batches. */
        MEAN,
        /** The running average of the variances of batches. */
        VARIANCE;

        /**
         * Whether the optimiser changes the tensor.
         *
         * @return false for running averages, which belong to the parameters but follow the data by themselves
         */
        public boolean isLearned() {
            return this != MEAN && this != VARIANCE;
        }

        String suffix() {
            return "_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the dimensions. */
    public ParameterTensor {
        dims = List.copyOf(dims);
    }
}
