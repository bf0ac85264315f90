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
 * A linear rise in front of another schedule. With {@code n} steps of warm-up, step {@code i} has {@code (i + 1) / (n + 1)} of
 * the other schedule's first factor; that schedule then has the rest of the run to itself.
 *
 * <p>See: Goyal, P. and others, "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", 2017, section 2.2.
 */
public final class WarmUp implements Schedule {

    @Config(description = "Steps of the warm-up, 1 or more; 0 to go by the fraction.")
    private long steps = 0;

    @Config(
            description =
                    "Steps of the warm-up as a fraction of the run, rounded down: 0 to below 1. Not looked at where"
                            + " steps are given.")
    private double fraction = 0.1;

    @Config(description = "The schedule of the rest of the run.")
    private Schedule then = new ConstantRate();

    /** A tenth of the run, then a constant rate. For OLCUT. */
    private WarmUp() {}

    private WarmUp(long steps, double fraction, Schedule then) {
        this.steps = steps;
        this.fraction = fraction;
        this.then = then;
        postConfig();
    }

    /**
     * A warm-up of some steps. A run must be longer.
     * @param steps How many, at least 1.
     * @param then The schedule of the rest of the run.
     * @return The schedule.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public static WarmUp ofSteps(long steps, Schedule then) {
        return new WarmUp(steps, 0, then);
    }

    /**
     * A warm-up of part of the run.
     * @param fraction The part, above 0 and below 1; in steps it is rounded down.
     * @param then The schedule of the rest of the run.
     * @return The schedule.
     * @throws PropertyException If a setting is out of range, naming it.
     */
    public static WarmUp ofFraction(double fraction, Schedule then) {
        return new WarmUp(0, fraction, then);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (steps < 0) {
            throw new PropertyException("", "steps", "steps is " + steps + ", expected 0 (go by the fraction) or more");
        }
        Ranges.requireDecayRate("fraction", fraction);
        if (steps == 0 && fraction == 0) {
            throw new PropertyException(
                    "",
                    "steps",
                    "steps is " + steps + " and fraction is " + fraction + ", expected one of them to be above 0");
        }
        if (then instanceof WarmUp) {
            throw new PropertyException("", "then", "then is a warm-up itself, expected another schedule");
        }
    }

    @Override
    public double factor(long step, long total) {
        long warm = stepsOf(total);
        return step < warm
                ? then.factor(0, total - warm) * (step + 1) / (warm + 1)
                : then.factor(step - warm, total - warm);
    }

    private long stepsOf(long total) {
        // a fraction just below 1 may round to the whole
        return steps > 0 ? steps : Math.min((long) (fraction * total), total - 1);
    }

    @Override
    public void requireFits(long total) {
        long warm = stepsOf(total);
        if (warm >= total) {
            throw new IllegalArgumentException(
                    "The warm-up of the learning rate takes " + warm
                            + " steps, but training has only " + total
                            + ", so that it would never end. Shorten the warm-up, train for more epochs or take smaller batches.");
        }
        then.requireFits(total - warm);
    }

    @Override
    public String text() {
        return then.text() + " " + ScheduleWord.WARM_UP + " "
                + (steps > 0 ? steps + " steps" : Decimal.percent(fraction));
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    /** The fraction only counts where no steps are given. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WarmUp that
                && steps == that.steps
                && (steps > 0 || fraction == that.fraction)
                && then.equals(that.then);
    }

    @Override
    public int hashCode() {
        return Objects.hash(steps, steps > 0 ? 0 : fraction, then);
    }

    @Override
    public String toString() {
        return "WarmUp(steps=" + steps + ",fraction=" + fraction + ",then=" + then + ")";
    }
}
