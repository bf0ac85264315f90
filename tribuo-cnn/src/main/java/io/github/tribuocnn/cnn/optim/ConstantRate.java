/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;

/** The optimiser's own learning rate in every step. */
public final class ConstantRate implements Schedule {

    /** The only one there is. Also used by OLCUT. */
    public ConstantRate() {}

    @Override
    public double factor(long step, long steps) {
        return 1;
    }

    @Override
    public String text() {
        return ScheduleWord.CONSTANT.word();
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConstantRate;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "ConstantRate()";
    }
}
