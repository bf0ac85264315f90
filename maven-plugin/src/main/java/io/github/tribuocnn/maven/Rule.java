/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.gate.RangeRule;
import org.jspecify.annotations.Nullable;

/** A rule of the goal <code>check</code>, as a POM writes it: a metric and its bounds. */
public final class Rule {

    /** A number in <code>metrics.json</code> by its path, such as <code>test.perClass[7].recall</code>. */
    private String metric = "";

    /** The smallest it may be. */
    private @Nullable Double minimum;

    /** The largest it may be. */
    private @Nullable Double maximum;

    /** For Maven, which sets the fields. */
    public Rule() {}

    RangeRule toRangeRule() {
        return new RangeRule(metric, minimum, maximum, "rules");
    }
}
