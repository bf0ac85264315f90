/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Starts competitors in JVMs of their own, lets them take turns, measures the machine, and prints tables. {@link
 * io.github.tribuocnn.samples.benchmarks.runner.Benchmarks} is the command.
 */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
