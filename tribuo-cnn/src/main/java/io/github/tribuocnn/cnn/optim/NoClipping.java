/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;

/** Leaves gradients as they are. */
public final class NoClipping implements GradientClipping {

    /** The only one there is. Also used by OLCUT. */
    public NoClipping() {}

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "GradientClipping");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoClipping;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "NoClipping()";
    }
}
