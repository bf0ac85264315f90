/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialWeightsTest {

    private static final int INPUTS = 100;
    private static final int UNITS = 300;

    private static float[] weights(String initialiser) {
        String text = "flatten, dense " + UNITS + " " + initialiser + ", dense 2";
        return InitialWeights.draw(Architecture.parse(text, new ImageShape(10, 10, 1)), 7);
    }

    /** 30,000 draws estimate the deviation to within about half a percent; the limits are never crossed. */
    @ParameterizedTest
    @CsvSource({
        "glorot_uniform, 0.0707107, 0.1224745",
        "glorot_normal, 0.0707107, 0.1607744",
        "he_uniform, 0.1414214, 0.2449490",
        "he_normal, 0.1414214, 0.3215489"
    })
    void weightsHaveTheDeviationOfTheirInitialiserAndItsLimit(String initialiser, double deviation, double limit) {
        float[] weights = weights(initialiser);
        DescriptiveStatistics drawn = new DescriptiveStatistics();
        for (int i = 0; i < INPUTS * UNITS; i++) {
            drawn.addValue(weights[i]);
        }
        assertEquals(0, drawn.getMean(), 3 * deviation / Math.sqrt(INPUTS * UNITS));
        assertEquals(deviation, drawn.getStandardDeviation(), 0.015 * deviation);
        assertTrue(drawn.getMax() <= limit * 1.000001 && drawn.getMax() > 0.97 * limit, "largest " + drawn.getMax());
        assertTrue(drawn.getMin() >= -limit * 1.000001 && drawn.getMin() < -0.97 * limit, "least " + drawn.getMin());
        for (int i = INPUTS * UNITS; i < INPUTS * UNITS + UNITS; i++) {
            assertEquals(0f, weights[i], "bias");
        }
    }

    @Test
    void glorotUniformIsWhatLayersHaveUnlessToldOtherwise() {
        assertArrayEquals(weights(""), weights("glorot_uniform"));
    }
}
