/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Variations of the training images: shifts, rotations, scaling, shear, elastic distortion, erased rectangles and noise.
 * What they do to an image is a function of the run's seed, the epoch and the image's index alone, so that no thread, batch
 * or JDK has a say in it.
 *
 * <p>{@link io.github.tribuocnn.cnn.augment.Augmentation} describes, {@link io.github.tribuocnn.cnn.augment.Augmenter} does.
 */
@NullMarked
package io.github.tribuocnn.cnn.augment;

import org.jspecify.annotations.NullMarked;
