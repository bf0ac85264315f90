/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tribuo's own TensorFlow trainer in the comparison. */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.tribuotensorflow;

import org.jspecify.annotations.NullMarked;
