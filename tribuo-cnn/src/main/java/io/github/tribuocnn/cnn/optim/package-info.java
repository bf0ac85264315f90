/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Optimisers: immutable descriptions a user configures, and the update rules that run them over the network's one block
 * of parameters.
 */
@NullMarked
package io.github.tribuocnn.cnn.optim;

import org.jspecify.annotations.NullMarked;
