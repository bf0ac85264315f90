/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The update kernels in use compute the bits of the specification, and write nowhere else. */
class UpdateKernelsTest {

    private static final float CANARY = 12345.678f;
    private static final int MARGIN = 37;
    private static final int[] SIZES = {16, 48, 208, 4096};

    private final UpdateKernels specification = new ScalarUpdates();
    private final UpdateKernels fast = KernelProvider.select("auto").updates();

    /** An update of up to three arrays, in the range from {@code from} to {@code to}. */
    @FunctionalInterface
    interface Update {
        void run(UpdateKernels kernels, float[] one, float[] two, float[] three, float[] four, int from, int to);
    }

    static Stream<Arguments> updates() {
        List<Arguments> list = new ArrayList<>();
        for (int size : SIZES) {
            list.add(named(
                    "adam",
                    size,
                    (k, a, b, c, d, from, to) -> k.adam(a, b, c, absolute(d), from, to, 0.01f, 0.9f, 0.999f, 1e-7f)));
            list.add(named("momentum", size, (k, a, b, c, d, from, to) -> k.momentum(a, b, c, from, to, 0.1f, 0.9f)));
            list.add(named("no momentum", size, (k, a, b, c, d, from, to) -> k.momentum(a, b, c, from, to, 0.1f, 0f)));
            list.add(named("nesterov", size, (k, a, b, c, d, from, to) -> k.nesterov(a, b, c, from, to, 0.1f, 0.9f)));
            list.add(named(
                    "rmsProp",
                    size,
                    (k, a, b, c, d, from, to) -> k.rmsProp(a, b, absolute(c), from, to, 0.01f, 0.9f, 1e-7f)));
            list.add(named("decay", size, (k, a, b, c, d, from, to) -> k.decay(a, b, from, to, 0.01f)));
            list.add(named("average", size, (k, a, b, c, d, from, to) -> k.average(a, b, from, to, 0.001f)));
            list.add(named("clip", size, (k, a, b, c, d, from, to) -> k.clip(a, from, to, 0.5f)));
            list.add(named("scale", size, (k, a, b, c, d, from, to) -> k.scale(a, from, to, 0.3f)));
            list.add(named("addUp", size, (k, a, b, c, d, from, to) -> k.addUp(a, from, from + size / 3, size / 3, 3)));
        }
        return list.stream();
    }

    private static Arguments named(String name, int size, Update update) {
        return Arguments.of(name, size, update);
    }

    /** Squares can't be negative; the margins are not numbers to work with. */
    private static float[] absolute(float[] values) {
        for (int i = MARGIN; i < values.length - MARGIN; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("updates")
    void providersGiveTheSameBits(String name, int size, Update update) {
        float[][] expected = arrays(size);
        float[][] found = arrays(size);

        update.run(specification, expected[0], expected[1], expected[2], expected[3], MARGIN, MARGIN + size);
        update.run(fast, found[0], found[1], found[2], found[3], MARGIN, MARGIN + size);

        for (int array = 0; array < expected.length; array++) {
            assertEquals(Arrays.toString(expected[array]), Arrays.toString(found[array]), "array " + array);
            assertEquals(CANARY, found[array][MARGIN - 1]);
            assertEquals(CANARY, found[array][MARGIN + size]);
        }
        assertEquals(false, Arrays.equals(arrays(size)[0], found[0]), "nothing was written");
    }

    @Test
    void sumsOfSquaresAreTheSameBitsAndRight() {
        for (int size : SIZES) {
            float[] values = arrays(size)[0];
            double sum = 0;
            for (int i = MARGIN; i < MARGIN + size; i++) {
                sum += (double) values[i] * values[i];
            }

            double found = fast.sumOfSquares(values, MARGIN, MARGIN + size);

            assertEquals(specification.sumOfSquares(values, MARGIN, MARGIN + size), found, size + " values");
            assertEquals(sum, found, 1e-12 * sum);
        }
    }

    @Test
    void anEmptyRangeHasNoSquares() {
        assertEquals(0.0, fast.sumOfSquares(new float[16], 16, 16));
        assertEquals(0.0, specification.sumOfSquares(new float[16], 16, 16));
    }

    /** A padded lane holds 0 in all arrays, and must go on doing so. */
    @Test
    void zerosStayZeros() {
        for (UpdateKernels kernels : List.of(specification, fast)) {
            float[] w = new float[16];
            float[] g = new float[16];
            float[] v = new float[16];
            float[] s = new float[16];
            kernels.adam(w, g, v, s, 0, 16, 0.1f, 0.9f, 0.999f, 1e-7f);
            kernels.momentum(w, g, v, 0, 16, 0.1f, 0.9f);
            kernels.nesterov(w, g, v, 0, 16, 0.1f, 0.9f);
            kernels.rmsProp(w, g, s, 0, 16, 0.1f, 0.9f, 1e-7f);
            kernels.decay(w, g, 0, 16, 0.1f);
            kernels.average(w, g, 0, 16, 0.1f);
            kernels.clip(w, 0, 16, 0.1f);
            kernels.scale(w, 0, 16, 0.1f);
            for (float[] array : List.of(w, g, v, s)) {
                assertEquals(Arrays.toString(new float[16]), Arrays.toString(array));
            }
        }
    }

    /** Subnormal numbers take some processors a hundred times as long. */
    @Test
    void memoriesOfGradientsThatStayZeroDoNotBecomeSubnormal() {
        float stepSize = 1e-3f;
        for (UpdateKernels kernels : List.of(specification, fast)) {
            float[] w = new float[16];
            float[] g = arrays(16)[0];
            float[] first = new float[16];
            float[] second = new float[16];
            float[] velocities = new float[16];
            float[] nesterov = new float[16];
            float[] squares = new float[16];
            for (int step = 0; step < 200_000; step++) {
                kernels.adam(w, g, first, second, 0, 16, stepSize, 0.9f, 0.999f, 1e-7f);
                kernels.momentum(w, g, velocities, 0, 16, stepSize, 0.9f);
                kernels.nesterov(w, g, nesterov, 0, 16, stepSize, 0.9f);
                kernels.rmsProp(w, g, squares, 0, 16, stepSize, 0.9f, 1e-7f);
                Arrays.fill(g, 0f);
            }
            for (float[] memory : List.of(first, second, velocities, nesterov, squares)) {
                for (float value : memory) {
                    assertTrue(value == 0 || Math.abs(value) >= Float.MIN_NORMAL, value + " is subnormal");
                    assertTrue(Math.abs(value) < 1e-27f, value + " has not decayed");
                }
            }
            for (float value : first) {
                assertTrue(value == 0 || Math.abs(stepSize * value) >= Float.MIN_NORMAL, value + " times a step size");
            }
        }
    }

    @Test
    void gradientsThatCountAreRememberedToTheLastBit() {
        Random random = new Random(5);
        float[] g = new float[4096];
        for (int i = 0; i < g.length; i++) {
            g[i] = (float) ((random.nextBoolean() ? 1 : -1) * Math.pow(10, -9 * random.nextDouble()));
        }
        for (UpdateKernels kernels : List.of(specification, fast)) {
            float[] first = new float[g.length];
            float[] second = new float[g.length];
            float[] velocities = new float[g.length];
            float[] nesterov = new float[g.length];
            float[] squares = new float[g.length];
            float[] w = new float[g.length];

            kernels.adam(w, g, first, second, 0, g.length, 1e-3f, 0.9f, 0.999f, 1e-7f);
            kernels.momentum(w, g, velocities, 0, g.length, 1e-3f, 0.9f);
            kernels.nesterov(w, g, nesterov, 0, g.length, 1e-3f, 0.9f);
            kernels.rmsProp(w, g, squares, 0, g.length, 1e-3f, 0.9f, 1e-7f);

            for (int i = 0; i < g.length; i++) {
                assertEquals((1 - 0.9f) * g[i], first[i]);
                assertEquals((1 - 0.999f) * g[i] * g[i], second[i]);
                assertEquals(-(1e-3f * g[i]), velocities[i]);
                assertEquals(-(1e-3f * g[i]), nesterov[i]);
                assertEquals((1 - 0.9f) * g[i] * g[i], squares[i]);
            }
        }
    }

    @Test
    void clippingDoesNotHideWhatIsNoNumber() {
        for (UpdateKernels kernels : List.of(specification, fast)) {
            float[] values = new float[16];
            values[0] = Float.NaN;
            values[1] = Float.NEGATIVE_INFINITY;
            values[2] = 7;
            kernels.clip(values, 0, 16, 2);
            assertEquals("[NaN, -2.0, 2.0, 0.0]", Arrays.toString(Arrays.copyOf(values, 4)));
        }
    }

    private static float[][] arrays(int size) {
        Random random = new Random(size);
        float[][] arrays = new float[4][size + 2 * MARGIN];
        for (float[] array : arrays) {
            for (int i = 0; i < array.length; i++) {
                array[i] = i < MARGIN || i >= MARGIN + size ? CANARY : (float) random.nextGaussian();
            }
        }
        return arrays;
    }
}
