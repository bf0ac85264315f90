/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Objects;

/**
 * Scales the whole gradient down where its Euclidean norm, over all parameters of the network, is above a maximum.
 *
 * <p>See: Pascanu, R., Mikolov, T. and Bengio, Y. "On the difficulty of training recurrent neural networks", ICML 2013,
 * algorithm 1.
 */
public final class ClipByNorm implements GradientClipping {

    @Config(description = "The largest norm of the gradient of the mean loss, greater than 0.")
    private double maximum = 1.0;

    /** A maximum of 1. Also used by OLCUT. */
    public ClipByNorm() {}

    /**
     * Clipping by norm.
     * @param maximum The largest norm of the gradient of the mean loss, greater than 0.
     * @throws PropertyException If it is out of range, naming it.
     */
    public ClipByNorm(double maximum) {
        this.maximum = maximum;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requirePositive("maximum", maximum);
    }

    /**
     * The largest norm.
     * @return Greater than 0.
     */
    public double maximum() {
        return maximum;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "GradientClipping");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClipByNorm that && maximum == that.maximum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(maximum);
    }

    @Override
    public String toString() {
        return "ClipByNorm(maximum=" + maximum + ")";
    }
}
