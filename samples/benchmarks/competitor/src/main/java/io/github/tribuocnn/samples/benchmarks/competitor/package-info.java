/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What every trainer in the comparison has in common: the {@link Competitor} it must be, the digits it learns from, and the
 * JVM it runs in. Needs nothing but the JDK, so that a competitor's class path is its own.
 */
@NullMarked
package io.github.tribuocnn.samples.benchmarks.competitor;

import org.jspecify.annotations.NullMarked;
