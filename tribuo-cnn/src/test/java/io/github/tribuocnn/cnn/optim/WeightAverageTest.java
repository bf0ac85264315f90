/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightAverageTest {

    private final Kernels kernels = KernelProvider.select("auto");

    /** The weighted mean itself, in double, over all weights so far. */
    @Test
    void isTheMeanOfAllWeightsEachCountingLessTheOlderItIs() {
        WeightAverage average = WeightAverage.start(16, kernels, 0.9);
        double sum = 0;
        double weights = 0;
        for (int n = 1; n <= 200; n++) {
            float w = 3 + (float) Math.sin(n);
            sum = 0.9 * sum + w;
            weights = 0.9 * weights + 1;
            float[] parameters = new float[16];
            parameters[2] = w;
            average.beginStep();
            average.update(parameters, 0, 16);
            assertEquals(sum / weights, average.averages()[2], 2e-6, "after " + n);
            assertEquals(0f, average.averages()[3], "padding");
        }
    }

    @Test
    void afterOneStepIsThatStepsWeights() {
        WeightAverage average = WeightAverage.start(16, kernels, 0.999);
        float[] parameters = {1.1f, -2.3f, 1e-20f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
        average.beginStep();
        average.update(parameters, 0, 16);
        assertArrayEquals(parameters, average.averages());
    }

    @Test
    void goesOnFromAStateAsIfNothingHadHappened() {
        WeightAverage whole = WeightAverage.start(16, kernels, 0.9);
        float[] parameters = new float[16];
        run(whole, parameters, 1, 5);
        OptimiserState saved = whole.addTo(OptimiserState.of("sgd", Map.of("n", 2.0), Map.of()), parameters);
        WeightAverage resumed = WeightAverage.resume(whole.averages(), kernels, 0.9, saved);
        float[] continued = WeightAverage.parameters(16, saved);
        run(whole, parameters, 6, 9);
        run(resumed, continued, 6, 9);

        assertArrayEquals(whole.averages(), resumed.averages());
        assertArrayEquals(parameters, continued);
        assertEquals("sgd", saved.rule());
        assertEquals(2.0, saved.number("n"));
        assertTrue(WeightAverage.isIn(saved));
        assertFalse(WeightAverage.isIn(OptimiserState.of("sgd", Map.of(), Map.of())));
    }

    @Test
    void anImpossibleStateIsRefused() {
        OptimiserState state = OptimiserState.of("adam", Map.of("average-decay-power", -1.0), Map.of());
        assertEquals(
                "The optimiser state of rule 'adam' has average-decay-power -1.0, expected 0 to 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WeightAverage.resume(new float[16], kernels, 0.9, state))
                        .getMessage());
        assertEquals(
                "The optimiser state of rule 'adam' has no values 'weights-before-averaging', expected 16",
                assertThrows(IllegalArgumentException.class, () -> WeightAverage.parameters(16, state))
                        .getMessage());
    }

    private static void run(WeightAverage average, float[] parameters, int first, int last) {
        for (int step = first; step <= last; step++) {
            for (int i = 0; i < 16; i++) {
                parameters[i] += (float) Math.cos(step * i);
            }
            average.beginStep();
            average.update(parameters, 0, 16);
        }
    }
}
