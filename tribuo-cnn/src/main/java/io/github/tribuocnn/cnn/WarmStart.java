/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.optim.OptimiserState;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What training goes on from.
 *
 * @param parent the model
 * @param optimiserState what its optimiser remembers; null if the model does not say, or the trainer's optimiser is of
 *     another kind
 */
record WarmStart(CNNModel parent, @Nullable OptimiserState optimiserState) {
    private static final Logger logger = Logger.getLogger(CNNTrainer.class.getName());

    /**
     * Checks a model against the configuration of a trainer.
     *
     * @throws IllegalArgumentException if the trainer trains another network
     */
    static WarmStart from(CNNModel parent, CNNTrainer trainer) {
        if (!parent.architecture().equals(trainer.architecture)) {
            throw new IllegalArgumentException("The model to continue from is \"" + parent.architecture()
                    + "\", the trainer trains \"" + trainer.architecture
                    + "\". Give the trainer the architecture of the model.");
        }
        if (parent.pixelMaximum() != trainer.pixelMaximum) {
            throw new IllegalArgumentException("The model to continue from has a pixelMaximum of "
                    + parent.pixelMaximum() + ", the trainer of " + trainer.pixelMaximum
                    + ". Give the trainer the pixelMaximum of the model.");
        }
        OptimiserState state = parent.optimiserState();
        if (state != null && !trainer.optimiser.canResume(state)) {
            logger.info("The model's optimiser state is of the rule '" + state.rule() + "', which " + trainer.optimiser
                    + " can't go on with: it starts afresh.");
            return new WarmStart(parent, null);
        }
        return new WarmStart(parent, state);
    }

    /** The weights to begin with. */
    float[] weights() {
        return parent.weights();
    }
}
