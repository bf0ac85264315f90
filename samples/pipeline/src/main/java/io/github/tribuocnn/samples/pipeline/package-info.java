/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a user of Tribuo copies: a pipeline that compares a network with the trainers it had, with confidence intervals and
 * McNemar's test.
 */
package io.github.tribuocnn.samples.pipeline;
