/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a run says about itself: the line an epoch on the console, {@code history.csv}, the test result with its
 * confusion matrix, and the self-contained HTML report. Everything here is a pure function of records: values in,
 * values or text out, no file, no clock and no logger, so the same data always gives the same text.
 */
@NullMarked
package io.github.tribuocnn.cnn.report;

import org.jspecify.annotations.NullMarked;
