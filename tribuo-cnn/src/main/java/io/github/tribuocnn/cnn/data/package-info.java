/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Labelled images as bytes, and where they come from: IDX files, MNIST (folder, cache or download), folders of
 * PNG and JPEG images, and digits the project draws itself. {@link io.github.tribuocnn.cnn.data.ImageDataset} shows any of them to Tribuo without turning
 * 47 MB of pixels into a gigabyte of features.
 */
@NullMarked
package io.github.tribuocnn.cnn.data;

import org.jspecify.annotations.NullMarked;
