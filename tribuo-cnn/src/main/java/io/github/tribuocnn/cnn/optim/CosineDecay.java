/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.github.tribuocnn.cnn.text.Decimal;
import java.util.Objects;

/**
 * Falls along half a cosine, slowly at both ends: {@code floor + (1 - floor)·(1 + cos πt)/2}.
 *
 * <p>See: Loshchilov, I. and Hutter, F. "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, equation 5
 * without restarts.
 */
public final class CosineDecay implements Schedule {

    @Config(description = "What the rate falls to, as a fraction of the learning rate: 0 to below 1.")
    private double floor = 0.0;

    /** A fall to 0. Also used by OLCUT. */
    public CosineDecay() {}

    /**
     * A fall to a floor.
     * @param floor What the rate falls to, as a fraction of the learning rate: 0 to below 1.
     * @throws PropertyException If it is out of range, naming it.
     */
    public CosineDecay(double floor) {
        this.floor = floor;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requireDecayRate("floor", floor);
    }

    @Override
    public double factor(long step, long steps) {
        return fall(1, floor, (double) step / steps);
    }

    /** From one number to another along half a cosine, t from 0 to 1. */
    static double fall(double from, double to, double t) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * t)) / 2;
    }

    @Override
    public String text() {
        return ScheduleWord.COSINE.word() + Decimal.option("floor", floor, 0);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CosineDecay that && floor == that.floor;
    }

    @Override
    public int hashCode() {
        return Objects.hash(floor);
    }

    @Override
    public String toString() {
        return "CosineDecay(floor=" + floor + ")";
    }
}
