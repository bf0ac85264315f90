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
public sealed interface Optimiser extends Configurable, Provenancable<ConfiguredObjectProvenance> permits Adam {

    /**
     * The step size at full rate.
     * @return The learning rate, greater than 0.
     */
    double learningRate();

    /**
     * Starts a run.
     * @param parameters The number of floats in the parameter block.
     * @param kernels The kernels to update with.
     * @return A rule with all its moments at zero.
     */
    UpdateRule start(int parameters, Kernels kernels);

    /**
     * Whether {@link #resume} understands a state.
     * @param state What an optimiser remembered.
     * @return False if another kind of optimiser wrote it.
     */
    boolean canResume(OptimiserState state);

    /**
     * Goes on where another run ended.
     * @param parameters The number of floats in the parameter block.
     * @param kernels The kernels to update with.
     * @param state What an optimiser of the same kind remembered, in the layout of the block.
     * @return A rule with those moments.
     * @throws IllegalArgumentException If something is missing in the state, or of another size.
     */
    UpdateRule resume(int parameters, Kernels kernels, OptimiserState state);
}
