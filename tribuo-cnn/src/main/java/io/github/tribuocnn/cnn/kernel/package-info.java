/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The inner loops, and nothing else: convolution, dense products, pooling, what is done element by element, and parameter
 * updates, all on flat arrays.
 *
 * <p>{@link io.github.tribuocnn.cnn.kernel.ScalarKernels} is the specification. Every other provider computes the same
 * bits: each output is one chain of {@code fma} in one documented order, and the lanes of a vector are always
 * independent outputs. This is the only package that may touch {@code jdk.incubator.vector}.
 */
@NullMarked
package io.github.tribuocnn.cnn.kernel;

import org.jspecify.annotations.NullMarked;
