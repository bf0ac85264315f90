/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** DL4J in the comparison: a {@code MultiLayerNetwork} over ND4J's native backend. */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.dl4j;

import org.jspecify.annotations.NullMarked;
