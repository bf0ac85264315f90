/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;

/** Clipping that leaves gradients up to a maximum as they are. */
abstract sealed class ClippingAtMaximum implements GradientClipping permits ClipByNorm, ClipByValue {

    @Config(
            description =
                    "The largest norm, or the largest magnitude of a value, of the gradient of the mean loss: greater"
                            + " than 0.")
    private double maximum;

    ClippingAtMaximum(double maximum) {
        this.maximum = maximum;
        Ranges.requirePositive("maximum", maximum);
    }

    /**
     * Used by the OLCUT configuration system, and should not be called by external code.
     * @throws PropertyException If the maximum is out of range.
     */
    @Override
    public final void postConfig() {
        Ranges.requirePositive("maximum", maximum);
    }

    /**
     * What gradients are brought down to.
     * @return Greater than 0.
     */
    public final double maximum() {
        return maximum;
    }

    @Override
    public final ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "GradientClipping");
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof ClippingAtMaximum that && getClass() == that.getClass() && maximum == that.maximum;
    }

    @Override
    public final int hashCode() {
        return Double.hashCode(maximum);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(maximum=" + maximum + ")";
    }
}
