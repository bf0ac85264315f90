/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import java.util.Optional;

/**
 * What a network is trained and tested on.
 *
 * @param name {@code mnist} or {@code synthetic}
 * @param origin where it came from, for the reader
 * @param trainImages images in the training file, of which {@code training} may be the first part
 * @param training the images to train on, validation included
 * @param test the images of the test
 * @param fallback if MNIST was wanted and these are synthetic digits: why
 */
record DigitData(
        String name, String origin, int trainImages, ImageDataset training, ImageSet test, Optional<String> fallback) {}
