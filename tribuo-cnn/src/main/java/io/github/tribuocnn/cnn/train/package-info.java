/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The training loop: epochs, batches and shards over labelled images, and what a watcher sees of them.
 *
 * <p>Everything here keeps one promise: the weights are a pure function of the images, the options and the seed. The
 * number of threads and the kernels in use change the time a run takes and nothing else.
 */
@NullMarked
package io.github.tribuocnn.cnn.train;

import org.jspecify.annotations.NullMarked;
