/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** DJL with its PyTorch engine in the comparison: a block, a trainer, and a loop over batches. */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.djl;

import org.jspecify.annotations.NullMarked;
