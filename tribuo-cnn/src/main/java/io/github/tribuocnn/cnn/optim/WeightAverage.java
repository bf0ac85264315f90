/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.UpdateKernels;
import java.util.HashMap;
import java.util.Map;

/**
 * An exponential moving average of the weights after each step, without bias: after n steps it is
 * {@code Σᵢ dⁿ⁻ⁱ·wᵢ / Σᵢ dⁿ⁻ⁱ}, so the first step's weights after one step, and never anything of the weights before.
 *
 * <p>It is kept up to date by {@code a += (1-d)/(1-dⁿ)·(w - a)}, which is the same as an average that begins at 0 and is
 * divided by {@code 1-dⁿ}, the correction that Adam makes to its moments.
 *
 * <p>See: Polyak, B. and Juditsky, A. "Acceleration of stochastic approximation by averaging", 1992.
 */
public final class WeightAverage {

    private static final String DECAY_POWER = "average-decay-power";
    private static final String WEIGHTS = "weights-before-averaging";

    private final UpdateKernels kernels;
    private final double decay;
    private final float[] averages;

    // dⁿ by repeated multiplication: exact to the bit everywhere, unlike Math.pow
    private double decayPower;
    private float share;

    private WeightAverage(Kernels kernels, double decay, float[] averages, double decayPower) {
        this.kernels = kernels.updates();
        this.decay = decay;
        this.averages = averages;
        this.decayPower = decayPower;
    }

    /**
     * An average of nothing so far.
     * @param parameters The number of floats in the parameter block.
     * @param kernels The kernels to average with.
     * @param decay d, above 0 and below 1.
     * @return The average.
     */
    public static WeightAverage start(int parameters, Kernels kernels, double decay) {
        return new WeightAverage(kernels, decay, new float[parameters], 1);
    }

    /**
     * Whether a state was saved by a run that averaged.
     * @param state What an optimiser remembered.
     * @return True if {@link #resume} and {@link #parameters} understand it.
     */
    public static boolean isIn(OptimiserState state) {
        return state.numbers().containsKey(DECAY_POWER);
    }

    /**
     * Goes on averaging.
     * @param averages The average so far, in the layout of the block.
     * @param kernels The kernels to average with.
     * @param decay d, above 0 and below 1.
     * @param state What {@link #addTo} made.
     * @return The average.
     * @throws IllegalArgumentException If something is missing in the state or out of range.
     */
    public static WeightAverage resume(float[] averages, Kernels kernels, double decay, OptimiserState state) {
        return new WeightAverage(kernels, decay, averages.clone(), state.power(DECAY_POWER));
    }

    /**
     * The parameters that the optimiser goes on from.
     * @param parameters The number of floats in the parameter block.
     * @param state What {@link #addTo} made, in the layout of the block.
     * @return A copy.
     * @throws IllegalArgumentException If they are missing, or of another number.
     */
    public static float[] parameters(int parameters, OptimiserState state) {
        return state.slot(WEIGHTS, parameters);
    }

    /** Begins a step. Called by one thread before any {@link #update} of that step. */
    public void beginStep() {
        decayPower *= decay;
        share = (float) ((1 - decay) / (1 - decayPower));
    }

    /**
     * Takes in a part of the block, after the optimiser has updated it. Several threads may do so with disjoint parts.
     * @param parameters The parameters.
     * @param from The first index.
     * @param to One past the last index.
     */
    public void update(float[] parameters, int from, int to) {
        kernels.average(averages, parameters, from, to, share);
    }

    /**
     * The averages as they are now, in the layout of the block.
     * @return The array itself.
     */
    public float[] averages() {
        return averages;
    }

    /**
     * A state that says what is needed to go on beside the averages themselves.
     * @param state What the optimiser remembers.
     * @param parameters The parameters it works on.
     * @return That, with a copy of the parameters.
     */
    public OptimiserState addTo(OptimiserState state, float[] parameters) {
        Map<String, Double> numbers = new HashMap<>(state.numbers());
        numbers.put(DECAY_POWER, decayPower);
        Map<String, float[]> slots = new HashMap<>(state.slots());
        slots.put(WEIGHTS, parameters.clone());
        return OptimiserState.of(state.rule(), numbers, slots);
    }
}
