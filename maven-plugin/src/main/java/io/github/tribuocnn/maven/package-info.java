/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The goals of the {@code mnist-cnn} Maven plugin.
 */
@NullMarked
package io.github.tribuocnn.maven;

import org.jspecify.annotations.NullMarked;
