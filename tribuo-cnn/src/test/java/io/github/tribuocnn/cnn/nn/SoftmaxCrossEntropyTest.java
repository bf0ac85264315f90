/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxCrossEntropyTest {

    private static final double WEIGHT = 0.7;

    @ParameterizedTest
    @CsvSource({"10, 0", "10, 0.1", "3, 0.5", "2, 0.99", "100, 0.05", "1, 0.2"})
    void theGradientIsProbabilityLessTarget(int classes, double smoothing) {
        float[] logits = logits(classes);
        int truth = classes / 2;
        float[] memory = memory(logits);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }

        double loss = SoftmaxCrossEntropy.lossAndGradient(
                memory, 2, classes, truth, WEIGHT, smoothing, 2 + classes, new double[classes + 1], 1);

        assertEquals(Math.log(sum) - logits[truth], loss, 1e-12, "the loss against the true class");
        assertEquals(SoftmaxCrossEntropy.loss(memory, 2, classes, truth), loss);
        for (int i = 0; i < classes; i++) {
            double target = smoothing / classes + (i == truth ? 1 - smoothing : 0);
            double expected = WEIGHT * (Math.exp(logits[i]) / sum - target);
            assertEquals(expected, memory[2 + classes + i], 1e-7, "logit " + i);
        }
    }

    /** The gradient as it is defined: nothing of smoothing may be left in the bits when there is none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 100})
    void withoutSmoothingTheBitsAreThoseOfThePlainFormula(int classes) {
        float[] logits = logits(classes);
        float[] memory = memory(logits);
        int truth = classes - 1;
        SoftmaxCrossEntropy.lossAndGradient(memory, 2, classes, truth, WEIGHT, 0, 2 + classes, new double[classes], 0);

        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Exponential.exp(logit - max);
        }
        float[] plain = new float[classes];
        for (int i = 0; i < classes; i++) {
            double probability = WEIGHT / sum * Exponential.exp(logits[i] - max);
            plain[i] = (float) (i == truth ? probability - WEIGHT : probability);
        }
        assertEquals(Arrays.toString(plain), Arrays.toString(Arrays.copyOfRange(memory, 2 + classes, 2 + 2 * classes)));
    }

    private static float[] logits(int classes) {
        Random random = new Random(classes);
        float[] logits = new float[classes];
        for (int i = 0; i < classes; i++) {
            logits[i] = 4 * (float) random.nextGaussian();
        }
        return logits;
    }

    private static float[] memory(float[] logits) {
        float[] memory = new float[2 + 2 * logits.length];
        System.arraycopy(logits, 0, memory, 2, logits.length);
        return memory;
    }
}
