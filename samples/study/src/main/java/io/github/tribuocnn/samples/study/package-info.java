/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A study: the same training with several seeds, so that a good recipe can be told from a lucky seed. */
package io.github.tribuocnn.samples.study;
