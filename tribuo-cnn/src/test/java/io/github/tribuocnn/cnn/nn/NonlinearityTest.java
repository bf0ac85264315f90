/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions and derivatives against their definitions in double precision. */
class NonlinearityTest {

    private static final int COUNT = 24_001;

    private static double parameter(Activation activation) {
        return switch (activation) {
            case LEAKY_RELU -> 0.3;
            case ELU -> 1.7;
            default -> 0;
        };
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void valuesAreThoseOfTheDefinition(Activation activation) {
        float[] memory = run(activation, new ScalarKernels());
        for (int i = 0; i < COUNT; i++) {
            double expected = DoubleNetwork.activate(activation, parameter(activation), memory[i]);
            // a few units in the last place of the value or, for the tails of GELU, of the smallest argument
            double tolerance = 1e-6 * Math.abs(expected) + (activation == Activation.GELU ? 1e-9 : 1e-30);
            assertEquals(expected, memory[COUNT + i], tolerance, activation + " of " + memory[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void derivativesAreTheDifferencesOfTheDefinition(Activation activation) {
        float[] memory = run(activation, new ScalarKernels());
        double step = 1e-5;
        for (int i = 0; i < COUNT; i++) {
            double x = memory[i];
            if (Math.abs(x) > 2 * step) {
                double above = DoubleNetwork.activate(activation, parameter(activation), x + step);
                double below = DoubleNetwork.activate(activation, parameter(activation), x - step);
                double expected = (above - below) / (2 * step);
                assertEquals(3 * expected, memory[3 * COUNT + i], 2e-6, activation + " at " + x);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void allKernelsGiveTheSameBits(Activation activation) {
        Kernels fast = KernelProvider.select("auto");
        assertArrayEquals(run(activation, new ScalarKernels()), run(activation, fast), fast.name());
    }

    /** Arguments from -12 to 12, values, output gradients of 3, input gradients. */
    private static float[] run(Activation activation, Kernels kernels) {
        float[] memory = new float[4 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            memory[i] = (i - COUNT / 2) / 1000f;
            memory[2 * COUNT + i] = 3;
        }
        Nonlinearity function = Nonlinearity.of(activation, parameter(activation));
        function.apply(kernels, memory, 0, COUNT, COUNT);
        function.differentiate(kernels, memory, 0, COUNT, 2 * COUNT, 3 * COUNT, COUNT);
        return memory;
    }
}
