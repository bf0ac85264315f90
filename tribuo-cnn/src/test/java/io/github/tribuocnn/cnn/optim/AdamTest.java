/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.test.Helpers;

class AdamTest {

    /** Algorithm 1 of the paper in double precision, in the form with the folded step size. */
    @Test
    void followsThePapersTrajectory() {
        double[] gradients = {0.1, -0.2, 0.3, 0.05, -1};
        float[] parameters = new float[16];
        float[] gradient = new float[16];
        parameters[3] = 1;
        UpdateRule rule = new Adam().start(block(16), KernelProvider.select("auto"));
        double w = 1;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= gradients.length; t++) {
            double g = gradients[t - 1];
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            w -= 0.001 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t)) * m / (Math.sqrt(v) + 1e-7);
            gradient[3] = (float) g;
            rule.beginStep(0.001);
            rule.update(parameters, gradient, 0, 16);
            assertEquals(w, parameters[3], 2e-7, "step " + t);
            assertEquals(0f, parameters[4], "a parameter without gradient");
        }
    }

    /** Keras pins these five steps for a constant gradient of 1 in its own test of Adam. */
    @Test
    void aConstantGradientMovesByTheLearningRateEachStep() {
        float[] parameters = new float[16];
        float[] gradient = new float[16];
        gradient[0] = 1;
        UpdateRule rule = new Adam(0.5).start(block(16), KernelProvider.select("auto"));
        for (int t = 1; t <= 5; t++) {
            rule.beginStep(0.5);
            rule.update(parameters, gradient, 0, 16);
            assertEquals(-0.5 * t, parameters[0], 1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.9, 0.999, 1e-7, learningRate, 'learningRate is 0.0, expected a number greater than 0'",
        "NaN, 0.9, 0.999, 1e-7, learningRate, 'learningRate is NaN, expected a number greater than 0'",
        "0.1, 1, 0.999, 1e-7, betaOne, 'betaOne is 1.0, expected a number from 0 to below 1'",
        "0.1, 0.9, -1, 1e-7, betaTwo, 'betaTwo is -1.0, expected a number from 0 to below 1'",
        "0.1, 0.9, 0.9, 0, epsilon, 'epsilon is 0.0, expected a number greater than 0'"
    })
    void settingsOutOfRangeAreRefusedByName(
            double rate, double one, double two, double epsilon, String property, String message) {
        PropertyException refused = assertThrows(PropertyException.class, () -> new Adam(rate, one, two, epsilon));
        assertEquals(property, refused.getProperty());
        assertEquals(message, refused.getMsg());
    }

    @Test
    void survivesConfigurationAndProvenance() {
        Helpers.testConfigurableRoundtrip(new Adam(0.01, 0.8, 0.9, 1e-6));
    }

    @Test
    void aResumedRuleGoesOnAsIfNothingHadHappened() {
        Kernels kernels = KernelProvider.select("auto");
        UpdateRule whole = new Adam(0.1).start(block(16), kernels);
        UpdateRule half = new Adam(0.1).start(block(16), kernels);
        float[] straight = new float[16];
        float[] interrupted = new float[16];
        step(whole, straight, 1, 4);
        step(half, interrupted, 1, 4);

        UpdateRule resumed = new Adam(0.1).resume(block(16), kernels, half.state());
        step(half, new float[16], 5, 6);
        step(whole, straight, 5, 9);
        step(resumed, interrupted, 5, 9);

        assertArrayEquals(straight, interrupted);
        assertEquals(whole.state().numbers(), resumed.state().numbers());
    }

    private static void step(UpdateRule rule, float[] parameters, int first, int last) {
        for (int step = first; step <= last; step++) {
            float[] gradients = new float[16];
            for (int i = 0; i < 16; i++) {
                gradients[i] = (i - 7) * 0.1f / step;
            }
            rule.beginStep(0.1);
            rule.update(parameters, gradients, 0, 16);
        }
    }

    @Test
    void aStateKnowsWhoseItIs() {
        OptimiserState state =
                new Adam().start(block(16), KernelProvider.select("auto")).state();

        assertEquals(true, new Adam(0.5).canResume(state));
        assertEquals(false, new Adam().canResume(new OptimiserState("sgd", state.numbers(), state.slots())));
    }

    @Test
    void anIncompleteStateIsRefused() {
        Kernels kernels = KernelProvider.select("auto");
        OptimiserState state = new Adam().start(block(16), kernels).state();
        assertRefused(
                "The optimiser state of rule 'adam' has 16 values 'first-moment', expected 32",
                () -> new Adam().resume(block(32), kernels, state));
        assertRefused(
                "The optimiser state of rule 'adam' has no values 'first-moment', expected 16",
                () -> new Adam()
                        .resume(
                                block(16),
                                kernels,
                                OptimiserState.of("adam", state.numbers(), Map.of("second-moment", new float[16]))));
        assertRefused(
                "The optimiser state of rule 'adam' has the numbers [], but not 'beta-one-power'",
                () -> new Adam().resume(block(16), kernels, OptimiserState.of("adam", Map.of(), state.slots())));
        assertRefused(
                "The optimiser state of rule 'adam' has beta-two-power 2.0, expected 0 to 1",
                () -> new Adam()
                        .resume(
                                block(16),
                                kernels,
                                OptimiserState.of(
                                        "adam", Map.of("beta-one-power", 1.0, "beta-two-power", 2.0), state.slots())));
    }

    private static ParameterBlock block(int size) {
        return new ParameterBlock(size, () -> new float[size]);
    }

    private static void assertRefused(String message, Executable resumption) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, resumption).getMessage());
    }
}
