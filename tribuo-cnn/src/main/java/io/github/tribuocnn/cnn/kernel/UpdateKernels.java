/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The inner loops of optimisers, over parts of the parameter block and arrays beside it. Every provider computes the same
 * bits as {@link ScalarUpdates}: elements are independent of each other, and the one sum has a fixed order.
 *
 * <p>All ranges begin and end at multiples of {@link Kernels#LANES}. Where gradients and parameters are 0, as in padding,
 * all values stay 0.
 *
 * <p>What is remembered of past gradients is rounded to a level, {@code x + level - level}, far below all that moves a
 * weight. Where a gradient stays 0, as of inputs that are always black, it would otherwise decay into subnormal numbers
 * and stay there, for 0.9 times the least of them is rounded to itself. Some processors take a hundred times as long for
 * these (a fifth of all training on an Intel Ice Lake).
 */
public interface UpdateKernels {

    /**
     * For Adam's m and the v of momentum: leaves multiples of 2⁻¹⁰¹ of them, which are still normal numbers once multiplied
     * by a step size.
     */
    float LEVEL = 0x1p-77f;

    /** For means of squares, of which a root is taken, Adam's v and RMSProp's s: leaves multiples of 2⁻¹²⁵, still normal. */
    float SQUARE_LEVEL = 0x1p-102f;

    /**
     * One Adam step: {@code m = β1·m + (1-β1)·g; v = β2·v + (1-β2)·g·g; w -= stepSize·m / (√v + ε)}.
     * @param parameters w.
     * @param gradients g.
     * @param firstMoments m.
     * @param secondMoments v.
     * @param from The first index.
     * @param to One past the last index.
     * @param stepSize The learning rate with the bias corrections folded in.
     * @param betaOne β1.
     * @param betaTwo β2.
     * @param epsilon ε.
     */
    void adam(
            float[] parameters,
            float[] gradients,
            float[] firstMoments,
            float[] secondMoments,
            int from,
            int to,
            float stepSize,
            float betaOne,
            float betaTwo,
            float epsilon);

    /**
     * One step of classical momentum: {@code v = μ·v - stepSize·g; w += v}.
     * @param parameters w.
     * @param gradients g.
     * @param velocities v.
     * @param from The first index.
     * @param to One past the last index.
     * @param stepSize The learning rate.
     * @param momentum μ.
     */
    void momentum(
            float[] parameters,
            float[] gradients,
            float[] velocities,
            int from,
            int to,
            float stepSize,
            float momentum);

    /**
     * One step of Nesterov's momentum: {@code v = μ·v - stepSize·g; w += μ·v - stepSize·g}.
     * @param parameters w.
     * @param gradients g.
     * @param velocities v.
     * @param from The first index.
     * @param to One past the last index.
     * @param stepSize The learning rate.
     * @param momentum μ.
     */
    void nesterov(
            float[] parameters,
            float[] gradients,
            float[] velocities,
            int from,
            int to,
            float stepSize,
            float momentum);

    /**
     * One RMSProp step: {@code s = ρ·s + (1-ρ)·g·g; w -= stepSize·g / (√s + ε)}.
     * @param parameters w.
     * @param gradients g.
     * @param meanSquares s.
     * @param from The first index.
     * @param to One past the last index.
     * @param stepSize The learning rate.
     * @param rho ρ.
     * @param epsilon ε.
     */
    void rmsProp(
            float[] parameters,
            float[] gradients,
            float[] meanSquares,
            int from,
            int to,
            float stepSize,
            float rho,
            float epsilon);

    /**
     * Weight decay: {@code w -= rate·share·w}.
     * @param parameters w.
     * @param shares 1 for each parameter that decays, 0 for the others.
     * @param from The first index.
     * @param to One past the last index.
     * @param rate The fraction to take away.
     */
    void decay(float[] parameters, float[] shares, int from, int to, float rate);

    /**
     * Moves averages towards the parameters: {@code a += share·(w - a)}.
     * @param averages a.
     * @param parameters w.
     * @param from The first index.
     * @param to One past the last index.
     * @param share What part of the way to go, 0 to 1.
     */
    void average(float[] averages, float[] parameters, int from, int to, float share);

    /**
     * Brings values into a range: {@code x = min(limit, max(-limit, x))}. NaN stays NaN.
     * @param values x.
     * @param from The first index.
     * @param to One past the last index.
     * @param limit The largest magnitude to leave.
     */
    void clip(float[] values, int from, int to, float limit);

    /**
     * Multiplies values: {@code x = factor·x}.
     * @param values x.
     * @param from The first index.
     * @param to One past the last index.
     * @param factor The factor.
     */
    void scale(float[] values, int from, int to, float factor);

    /**
     * Adds up equal stretches of an array that lie apart: {@code x[i] += x[i + apart] + …}, one stretch after the other.
     * @param values x.
     * @param from The first index of the first stretch, which receives the sum.
     * @param to One past its last index; any number of values.
     * @param apart From a stretch to the next.
     * @param stretches How many there are, at least 1.
     */
    void addUp(float[] values, int from, int to, int apart, int stretches);

    /**
     * The sum of squares, in double: four chains, each over every fourth element, added up in order:
     * {@code ((c0 + c1) + c2) + c3}.
     * @param values The values.
     * @param from The first index.
     * @param to One past the last index.
     * @return The sum.
     */
    double sumOfSquares(float[] values, int from, int to);
}
