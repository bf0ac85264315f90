/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.RMSProp;
import io.github.tribuocnn.cnn.optim.SGD;

/** The optimisers by the names they have on the command line. */
public enum OptimiserChoice {
    /** {@link Adam}. */
    ADAM,
    /** {@link AdamW}. */
    ADAMW,
    /** {@link SGD} without momentum. */
    SGD,
    /** {@link SGD} with Nesterov's momentum of 0.9. */
    NESTEROV,
    /** {@link RMSProp}. */
    RMSPROP;

    /** The optimiser with its usual settings, but for the learning rate. */
    Optimiser at(double learningRate) {
        return switch (this) {
            case ADAM -> new Adam(learningRate);
            case ADAMW -> new AdamW(learningRate, 0.01);
            case SGD -> new SGD(learningRate);
            case NESTEROV -> new SGD(learningRate, 0.9, true);
            case RMSPROP -> new RMSProp(learningRate);
        };
    }
}
