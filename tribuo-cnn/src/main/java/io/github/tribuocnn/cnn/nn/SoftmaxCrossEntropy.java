/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * Softmax over the last dense layer's outputs, and the cross-entropy against one true class.
 *
 * <p>{@code pᵢ = exp(zᵢ - max z) / Σⱼ exp(zⱼ - max z)}, {@code loss = -ln p(true)}, {@code dz = p - onehot(true)}. Computed
 * in double and rounded once.
 */
final class SoftmaxCrossEntropy {

    private SoftmaxCrossEntropy() {}

    /**
     * The loss of an example and the gradient of its logits.
     * @param memory Holds z and receives the gradient.
     * @param offset Where z begins.
     * @param classes The length of z.
     * @param truth The true class.
     * @param weight The example's factor in the gradient.
     * @param smoothing s, the part of the target spread evenly over all classes: 0 to below 1.
     * @param gradient Where the gradient {@code weight·(p - (1-s)·onehot - s/classes)} goes.
     * @param scratch Working space for {@code classes} numbers.
     * @param scratchOffset Where that begins.
     * @return The unweighted loss against the true class in nats, whatever the smoothing.
     */
    static double lossAndGradient(
            float[] memory,
            int offset,
            int classes,
            int truth,
            double weight,
            double smoothing,
            int gradient,
            double[] scratch,
            int scratchOffset) {
        double max = memory[argMax(memory, offset, classes)];
        double sum = exponentials(memory, offset, classes, max, scratch, scratchOffset);
        double scale = weight / sum;
        // without smoothing exactly 0 and weight, and the subtraction of 0 is exact
        double others = weight * (smoothing / classes);
        double hot = weight * (1 - smoothing + smoothing / classes);
        for (int i = 0; i < classes; i++) {
            double probability = scale * scratch[scratchOffset + i];
            memory[gradient + i] = (float) (probability - (i == truth ? hot : others));
        }
        return loss(memory, offset + truth, max, sum);
    }

    /** The loss of one example in nats. */
    static double loss(float[] logits, int offset, int classes, int truth) {
        double max = logits[argMax(logits, offset, classes)];
        double sum = 0;
        for (int i = offset; i < offset + classes; i++) {
            sum += Exponential.exp(logits[i] - max);
        }
        return loss(logits, offset + truth, max, sum);
    }

    private static double loss(float[] logits, int hot, double max, double sum) {
        return StrictMath.log(sum) - (logits[hot] - max);
    }

    /**
     * Writes the probabilities of one example.
     * @param scratch Working space for {@code classes} numbers.
     * @param scratchOffset Where that begins.
     */
    static void probabilities(
            float[] logits,
            int offset,
            int classes,
            float[] probabilities,
            int to,
            double[] scratch,
            int scratchOffset) {
        double max = logits[argMax(logits, offset, classes)];
        double sum = exponentials(logits, offset, classes, max, scratch, scratchOffset);
        for (int i = 0; i < classes; i++) {
            probabilities[to + i] = (float) (scratch[scratchOffset + i] / sum);
        }
    }

    /** Writes {@code exp(z - max)} and gives the sum. */
    private static double exponentials(
            float[] logits, int offset, int classes, double max, double[] scratch, int scratchOffset) {
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            double exponential = Exponential.exp(logits[offset + i] - max);
            scratch[scratchOffset + i] = exponential;
            sum += exponential;
        }
        return sum;
    }

    /** The index of the first of the largest values. */
    static int argMax(float[] values, int offset, int count) {
        int best = offset;
        for (int i = offset + 1; i < offset + count; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
