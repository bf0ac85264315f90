/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What runs in the forked training JVM. No Maven types here: Maven is not on its class path.
 */
@NullMarked
package io.github.tribuocnn.maven.worker;

import org.jspecify.annotations.NullMarked;
