/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Convolutional networks for Tribuo: what a Tribuo user types.
 */
@NullMarked
package io.github.tribuocnn.cnn;

import org.jspecify.annotations.NullMarked;
