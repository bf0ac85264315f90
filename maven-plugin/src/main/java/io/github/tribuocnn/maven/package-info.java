/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The Maven side of {@code mnist-cnn}: goals translate their parameters into a request, a service checks whether there is
 * anything to do, forks a JVM that does it and publishes what that JVM leaves behind. Nothing native and no training runs in
 * Maven's own JVM. The forked side is {@link io.github.tribuocnn.maven.worker}.
 */
@NullMarked
package io.github.tribuocnn.maven;

import org.jspecify.annotations.NullMarked;
