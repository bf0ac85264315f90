/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** tribuo-cnn in the comparison: nothing but its public API, {@code CNNTrainer} and {@code CNNModel}. */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.tribuocnn;

import org.jspecify.annotations.NullMarked;
