/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The gate of a build: rules that the metrics of a network must fulfil, and their outcome as a JUnit report. Pure functions of
 * {@code metrics.json}; knows neither Maven nor the network.
 */
@NullMarked
package io.github.tribuocnn.maven.gate;

import org.jspecify.annotations.NullMarked;
