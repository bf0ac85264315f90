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
 * Rises to the learning rate and falls far below where it began, both along half a cosine: from {@code start} to 1 while
 * {@code t} is below {@code rise}, then to {@code end}. Only the rate goes round; a momentum stays as it is.
 *
 * <p>See: Smith, L. and Topin, N. "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates",
 * 2018; the shape and the defaults are those of PyTorch's OneCycleLR.
 */
public final class OneCycle implements Schedule {

    static final double USUAL_RISE = 0.3;
    static final double USUAL_START = 0.04;
    static final double USUAL_END = 4e-6;

    @Config(description = "Part of the run in which the rate rises: above 0 and below 1.")
    private double rise = USUAL_RISE;

    @Config(description = "The rate it begins with, as a fraction of the learning rate: above 0 up to 1.")
    private double start = USUAL_START;

    @Config(description = "The rate it ends with, as a fraction of the learning rate: 0 to below 1.")
    private double end = USUAL_END;

    /** A rise from a twenty-fifth in 30 % of the run, then a fall almost to 0. Also used by OLCUT. */
    public OneCycle() {}

    /**
     * A rise and a fall.
     * @param rise The part of the run in which the rate rises: above 0 and below 1.
     * @param start The rate it begins with, as a fraction of the learning rate: above 0 up to 1.
     * @param end The rate it ends with, as a fraction of the learning rate: 0 to below 1.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public OneCycle(double rise, double start, double end) {
        this.rise = rise;
        this.start = start;
        this.end = end;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requireInside("rise", rise);
        Ranges.requireShare("start", start);
        Ranges.requireDecayRate("end", end);
    }

    @Override
    public double factor(long step, long steps) {
        double t = (double) step / steps;
        return t < rise ? CosineDecay.fall(start, 1, t / rise) : CosineDecay.fall(1, end, (t - rise) / (1 - rise));
    }

    @Override
    public void requireFits(long steps) {
        if ((double) (steps - 1) / steps < rise) {
            throw new IllegalArgumentException("The learning rate rises in the first " + rise
                    + " of a run, but training has only " + steps
                    + " steps, so that the rise would never end. Train for more epochs or take smaller batches.");
        }
    }

    @Override
    public String text() {
        return ScheduleWord.ONECYCLE.word()
                + (rise == USUAL_RISE ? "" : " rise " + Decimal.percent(rise))
                + Decimal.option("start", start, USUAL_START)
                + Decimal.option("end", end, USUAL_END);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OneCycle that && rise == that.rise && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rise, start, end);
    }

    @Override
    public String toString() {
        return "OneCycle(rise=" + rise + ",start=" + start + ",end=" + end + ")";
    }
}
