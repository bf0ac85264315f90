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
     * The gradient of a weighted example, left in place of nothing else.
     * @param logits Holds z.
     * @param offset Where z begins.
     * @param classes The length of z.
     * @param truth The true class.
     * @param weight The example's factor in the gradient.
     * @param gradients Receives {@code weight·(p - onehot)} at the same indices.
     * @return The unweighted loss in nats.
     */
    static double lossAndGradient(
            float[] logits, int offset, int classes, int truth, double weight, float[] gradients) {
        double max = logits[argMax(logits, offset, classes)];
        double sum = 0;
        for (int i = offset; i < offset + classes; i++) {
            sum += Exponential.exp(logits[i] - max);
        }
        double scale = weight / sum;
        for (int i = offset; i < offset + classes; i++) {
            gradients[i] = (float) (scale * Exponential.exp(logits[i] - max));
        }
        int hot = offset + truth;
        gradients[hot] = (float) (scale * Exponential.exp(logits[hot] - max) - weight);
        return loss(logits, hot, max, sum);
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

    /** Writes the probabilities of one example. */
    static void probabilities(float[] logits, int offset, int classes, float[] probabilities, int to) {
        double max = logits[argMax(logits, offset, classes)];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Exponential.exp(logits[offset + i] - max);
        }
        for (int i = 0; i < classes; i++) {
            probabilities[to + i] = (float) (Exponential.exp(logits[offset + i] - max) / sum);
        }
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
