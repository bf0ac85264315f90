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
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** Falls in steps: the rate is multiplied with a factor at each milestone that {@code t} has reached. */
public final class StepDecay implements Schedule {

    static final double USUAL_FACTOR = 0.1;

    @Config(description = "How far the run has come at each fall, as fractions of it: above 0, below 1 and ascending.")
    private double[] milestones = usualMilestones();

    @Config(description = "What the rate is multiplied with at each milestone: above 0 and below 1.")
    private double factor = USUAL_FACTOR;

    /** To a tenth after half of the run, and once more after three quarters. Also used by OLCUT. */
    public StepDecay() {}

    /**
     * Falls at milestones.
     * @param factor What the rate is multiplied with at each milestone: above 0 and below 1.
     * @param milestones How far the run has come at each fall, as fractions of it: above 0, below 1 and ascending.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public StepDecay(double factor, double... milestones) {
        this.factor = factor;
        this.milestones = milestones.clone();
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Ranges.requireInside("factor", factor);
        double last = 0;
        for (double milestone : milestones) {
            if (!(milestone > last && milestone < 1)) {
                throw invalidMilestones();
            }
            last = milestone;
        }
        if (last == 0) {
            throw invalidMilestones();
        }
    }

    static double[] usualMilestones() {
        return new double[] {0.5, 0.75};
    }

    private PropertyException invalidMilestones() {
        return new PropertyException(
                "",
                "milestones",
                "milestones is " + Arrays.toString(milestones)
                        + ", expected at least one, each above the one before, all above 0 and below 1");
    }

    @Override
    public double factor(long step, long steps) {
        double result = 1;
        for (double milestone : milestones) {
            if (step >= milestone * steps) {
                result *= factor;
            }
        }
        return result;
    }

    @Override
    public String text() {
        String at = Arrays.stream(milestones).mapToObj(Decimal::percent).collect(Collectors.joining(" "));
        return ScheduleWord.STEP.word()
                + Decimal.option("factor", factor, USUAL_FACTOR)
                + (Arrays.equals(milestones, usualMilestones()) ? "" : " at " + at);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepDecay that && Arrays.equals(milestones, that.milestones) && factor == that.factor;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(milestones), factor);
    }

    @Override
    public String toString() {
        return "StepDecay(milestones=" + Arrays.toString(milestones) + ",factor=" + factor + ")";
    }
}
