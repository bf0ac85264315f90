/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import io.github.tribuocnn.cnn.kernel.Kernels;

/**
 * The immutable description of an optimiser. It holds no state: every run asks it for a fresh {@link UpdateRule}, so one
 * description may serve many trainers and threads.
 */
public sealed interface Optimiser extends Configurable, Provenancable<ConfiguredObjectProvenance>
        permits Adam, AdamW, RMSProp, SGD {

    /**
     * The step size at full rate, which a {@link Schedule} may lower.
     * @return The learning rate, greater than 0.
     */
    double learningRate();

    /**
     * Starts a run.
     * @param block The parameters.
     * @param kernels The kernels to update with.
     * @return A rule with all its moments at zero.
     */
    UpdateRule start(ParameterBlock block, Kernels kernels);

    /**
     * Whether {@link #resume} understands a state.
     * @param state What an optimiser remembered.
     * @return False if another kind of optimiser wrote it.
     */
    boolean canResume(OptimiserState state);

    /**
     * Goes on where another run ended.
     * @param block The parameters.
     * @param kernels The kernels to update with.
     * @param state What an optimiser of the same kind remembered, in the layout of the block.
     * @return A rule with those moments.
     * @throws IllegalArgumentException If something is missing in the state, or of another size.
     */
    UpdateRule resume(ParameterBlock block, Kernels kernels, OptimiserState state);
}
