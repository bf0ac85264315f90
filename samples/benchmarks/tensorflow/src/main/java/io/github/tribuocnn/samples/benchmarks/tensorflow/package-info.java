/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TensorFlow-Java in the comparison: a graph, a session, and a loop over batches. */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.tensorflow;

import org.jspecify.annotations.NullMarked;
