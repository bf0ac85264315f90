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

/** Falls by the same factor each step: {@code remainder}ᵗ. */
public final class ExponentialDecay implements Schedule {

    static final double USUAL_REMAINDER = 0.01;

    @Config(
            description =
                    "What the rate falls to by the end of the run, as a fraction of the learning rate: above 0 and below 1.")
    private double remainder = USUAL_REMAINDER;

    /** A fall to a hundredth. Also used by OLCUT. */
    public ExponentialDecay() {}

    /**
     * A fall to a fraction.
     * @param remainder What the rate falls to by the end of the run, as a fraction of the learning rate: above 0 and
     *     below 1.
     * @throws PropertyException If it is out of range, naming it.
     */
    public ExponentialDecay(double remainder) {
        this.remainder = remainder;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requireInside("remainder", remainder);
    }

    @Override
    public double factor(long step, long steps) {
        return StrictMath.pow(remainder, (double) step / steps);
    }

    @Override
    public String text() {
        return ScheduleWord.EXPONENTIAL.word() + Decimal.option("remainder", remainder, USUAL_REMAINDER);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExponentialDecay that && remainder == that.remainder;
    }

    @Override
    public int hashCode() {
        return Objects.hash(remainder);
    }

    @Override
    public String toString() {
        return "ExponentialDecay(remainder=" + remainder + ")";
    }
}
