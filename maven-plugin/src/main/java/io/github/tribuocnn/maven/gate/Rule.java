/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

/** Something that must be so. */
public sealed interface Rule permits RangeRule, RecallRule, BaselineRule, ModelRule {

    /** Looks. */
    Outcome apply(Metrics metrics);
}
