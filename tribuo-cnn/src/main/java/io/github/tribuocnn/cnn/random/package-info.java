/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Random numbers that are a function of a seed and of what they are for, and that no JDK can change: initial weights, the
 * order of the images, dropout, variations of images and drawn digits all come from here.
 */
@NullMarked
package io.github.tribuocnn.cnn.random;

import org.jspecify.annotations.NullMarked;
