/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a network looks like, as values: an {@link io.github.tribuocnn.cnn.arch.Architecture} is an image shape and a
 * chain of immutable {@link io.github.tribuocnn.cnn.arch.LayerSpec layer descriptions}. This package infers shapes,
 * refuses chains that can't work and says what would fit, lays out the canonical parameter block, and reads and writes
 * the text form ({@code conv 32 3x3 relu, maxpool 2, ..., dense 10}). It computes nothing with images or weights.
 */
@NullMarked
package io.github.tribuocnn.cnn.arch;

import org.jspecify.annotations.NullMarked;
