/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

/**
 * One training of a recipe and how well the network did.
 *
 * @param recipe the name of the recipe
 * @param seed the seed it was trained with
 * @param accuracy the share of the images told apart rightly, 0 to 1
 * @param loss the mean cross-entropy, in nats
 * @param weights the SHA-256 of the trained weights: the same again wherever the trial is repeated
 */
record Trial(String recipe, long seed, double accuracy, double loss, String weights) {}
