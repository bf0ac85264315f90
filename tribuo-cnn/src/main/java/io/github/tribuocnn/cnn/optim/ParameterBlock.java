/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import java.util.function.Supplier;

/**
 * What an optimiser needs to know of the block of parameters it updates.
 *
 * @param size The number of floats, padding included, a multiple of 16.
 * @param decaying Makes an array of that size with 1 for each parameter that weight decay applies to and 0 for the
 *     others: biases and padding. Asked only by optimisers that decay.
 */
public record ParameterBlock(int size, Supplier<float[]> decaying) {}
