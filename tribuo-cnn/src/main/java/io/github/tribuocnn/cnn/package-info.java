/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a Tribuo user types: {@code CNNTrainer} trains a convolutional network on images,
 * {@code CNNModel} predicts with it, and {@code PixelNaming} says which
 * feature name is which pixel. Tribuo knows features by name and numbers only those it has seen, so the one thing this
 * package never does is to take a feature id for a position in the image.
 */
@NullMarked
package io.github.tribuocnn.cnn;

import org.jspecify.annotations.NullMarked;
