/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The grammar of all text forms: phrases separated by commas, each a word, its numbers and its options. What the words
 * mean is said where the layers, optimisers, schedules and distortions are.
 */
@NullMarked
package io.github.tribuocnn.cnn.text;

import org.jspecify.annotations.NullMarked;
