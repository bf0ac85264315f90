/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The forked JVM's side of {@code mnist-cnn}: reads one request, gets the data, trains, tests, exports and writes every result
 * into one folder, and says what happens as {@linkplain io.github.tribuocnn.maven.worker.WorkerEvent events}, one line each.
 * Knows no Maven type, so it starts without Maven's class path.
 */
@NullMarked
package io.github.tribuocnn.maven.worker;

import org.jspecify.annotations.NullMarked;
