/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Optimisers, learning-rate schedules and gradient clipping: immutable descriptions a user configures, and the update
 * rules and the average of the weights that run over the network's one block of parameters.
 */
@NullMarked
package io.github.tribuocnn.cnn.optim;

import org.jspecify.annotations.NullMarked;
