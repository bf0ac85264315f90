/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.optim.ConstantRate;
import io.github.tribuocnn.cnn.optim.CosineDecay;
import io.github.tribuocnn.cnn.optim.ExponentialDecay;
import io.github.tribuocnn.cnn.optim.OneCycle;
import io.github.tribuocnn.cnn.optim.Schedule;
import io.github.tribuocnn.cnn.optim.StepDecay;
import io.github.tribuocnn.cnn.optim.WarmUp;

/** The learning-rate schedules by the names they have on the command line. */
public enum ScheduleChoice {
    /** {@link ConstantRate}. */
    CONSTANT,
    /** {@link StepDecay}. */
    STEP,
    /** {@link ExponentialDecay}. */
    EXPONENTIAL,
    /** {@link CosineDecay}. */
    COSINE,
    /** {@link OneCycle}. */
    ONECYCLE;

    /** The schedule with its usual settings, behind a warm-up if there is to be one. */
    Schedule after(double warmUp) {
        return warmUp == 0 ? schedule() : WarmUp.ofFraction(warmUp, schedule());
    }

    private Schedule schedule() {
        return switch (this) {
            case CONSTANT -> new ConstantRate();
            case STEP -> new StepDecay();
            case EXPONENTIAL -> new ExponentialDecay();
            case COSINE -> new CosineDecay();
            case ONECYCLE -> new OneCycle();
        };
    }
}
