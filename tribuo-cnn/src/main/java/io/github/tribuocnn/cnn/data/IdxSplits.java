/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

/**
 * A training and a test set as IDX files.
 *
 * @param name what reports call the two together, e.g. {@code mnist}
 * @param train the files to train on
 * @param test the files to test on
 * @param origin where the files were found, for a log line
 */
public record IdxSplits(String name, IdxPair train, IdxPair test, String origin) {}
