/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.test.Helpers;

/** Every optimiser against the formula of its paper in double precision, and what all of them have in common. */
class OptimisersTest {

    private static final int SIZE = 32;
    private static final int STEPS = 100;

    private final Kernels kernels = KernelProvider.select("auto");

    /** One parameter's trajectory in double. */
    interface Paper {
        /** The parameter after step t, from 1. */
        double step(double w, double gradient, double rate, boolean decays, int t);
    }

    private static Paper adam(double betaOne, double betaTwo, double epsilon, double weightDecay) {
        return new Paper() {
            private double m;
            private double v;

            @Override
            public double step(double w, double g, double rate, boolean decays, int t) {
                m = betaOne * m + (1 - betaOne) * g;
                v = betaTwo * v + (1 - betaTwo) * g * g;
                double first = m / (1 - Math.pow(betaOne, t));
                double second = v / (1 - Math.pow(betaTwo, t));
                // the form with epsilon-hat, before section 2.1
                double corrected = epsilon / Math.sqrt(1 - Math.pow(betaTwo, t));
                return w - rate * (first / (Math.sqrt(second) + corrected) + (decays ? weightDecay * w : 0));
            }
        };
    }

    /** Sutskever's equations 1 to 4: Nesterov's in the look-ahead point, where gradients are taken. */
    private static Paper sgd(double momentum, boolean nesterov) {
        return new Paper() {
            private double v;

            @Override
            public double step(double w, double g, double rate, boolean decays, int t) {
                if (!nesterov) {
                    v = momentum * v - rate * g;
                    return w + v;
                }
                double behind = w - momentum * v;
                v = momentum * v - rate * g;
                return behind + v + momentum * v;
            }
        };
    }

    private static Paper rmsProp(double rho, double epsilon) {
        return new Paper() {
            private double s;

            @Override
            public double step(double w, double g, double rate, boolean decays, int t) {
                s = rho * s + (1 - rho) * g * g;
                return w - rate * g / (Math.sqrt(s) + epsilon);
            }
        };
    }

    static Stream<Arguments> papers() {
        return Stream.of(
                Arguments.of(new Adam(0.01, 0.8, 0.95, 1e-3), (Maker) () -> adam(0.8, 0.95, 1e-3, 0)),
                Arguments.of(new AdamW(0.01, 0.8, 0.95, 1e-3, 0.5), (Maker) () -> adam(0.8, 0.95, 1e-3, 0.5)),
                Arguments.of(new AdamW(0.01, 0), (Maker) () -> adam(0.9, 0.999, 1e-7, 0)),
                Arguments.of(new SGD(0.01), (Maker) () -> sgd(0, false)),
                Arguments.of(new SGD(0.01, 0.9, false), (Maker) () -> sgd(0.9, false)),
                Arguments.of(new SGD(0.01, 0.9, true), (Maker) () -> sgd(0.9, true)),
                Arguments.of(new RMSProp(0.01), (Maker) () -> rmsProp(0.9, 1e-7)),
                Arguments.of(new RMSProp(0.01, 0.99, 1e-2), (Maker) () -> rmsProp(0.99, 1e-2)));
    }

    @FunctionalInterface
    interface Maker {
        Paper start();
    }

    /** Gradients of a bumpy bowl at the parameters themselves, so that a wrong step leads astray. The rate varies. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("papers")
    void followsThePapersTrajectory(Optimiser optimiser, Maker maker) {
        float[] parameters = start();
        double[] expected = new double[SIZE];
        Paper[] papers = new Paper[SIZE];
        for (int i = 0; i < SIZE; i++) {
            expected[i] = parameters[i];
            papers[i] = maker.start();
        }
        UpdateRule rule = optimiser.start(block(SIZE), kernels);
        for (int t = 1; t <= STEPS; t++) {
            double rate = 0.01 * (t <= 10 ? t / 10.0 : Math.cos(t * 0.01));
            float[] gradients = new float[SIZE];
            for (int i = 0; i < SIZE; i++) {
                double gradient = expected[i] - 0.3 + Math.sin(5 * i + t);
                gradients[i] = (float) gradient;
                expected[i] = papers[i].step(expected[i], gradient, rate, decays(i), t);
            }
            rule.beginStep(rate);
            rule.update(parameters, gradients, 0, 16);
            rule.update(parameters, gradients, 16, SIZE);
        }
        double moved = 0;
        for (int i = 0; i < SIZE; i++) {
            assertEquals(expected[i], parameters[i], 1e-5, optimiser + ", parameter " + i);
            moved = Math.max(moved, Math.abs(expected[i] - start()[i]));
        }
        assertTrue(moved > 0.1, "moved by " + moved);
    }

    @Test
    void onlyWhatDecaysDecays() {
        float[] parameters = start();
        UpdateRule rule = new AdamW(0.1, 0.5).start(block(SIZE), kernels);
        rule.beginStep(0.1);
        rule.update(parameters, new float[SIZE], 0, SIZE);
        for (int i = 0; i < SIZE; i++) {
            assertEquals(decays(i) ? start()[i] * 0.95 : start()[i], parameters[i], 1e-7);
        }
    }

    @Test
    void adamWWithoutDecayIsAdamToTheBit() {
        assertArrayEquals(
                run(new Adam(0.1).start(block(SIZE), kernels), start(), 1, 9),
                run(new AdamW(0.1, 0).start(block(SIZE), kernels), start(), 1, 9));
    }

    static List<Optimiser> optimisers() {
        return List.of(
                new Adam(0.1),
                new AdamW(0.1, 0.5),
                new SGD(0.1),
                new SGD(0.1, 0.9, false),
                new SGD(0.1, 0.9, true),
                new RMSProp(0.1));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void aResumedRuleGoesOnAsIfNothingHadHappened(Optimiser optimiser) {
        UpdateRule whole = optimiser.start(block(SIZE), kernels);
        UpdateRule half = optimiser.start(block(SIZE), kernels);
        float[] straight = run(whole, start(), 1, 4);
        float[] interrupted = run(half, start(), 1, 4);

        OptimiserState state = half.state();
        assertTrue(optimiser.canResume(state));
        UpdateRule resumed = optimiser.resume(block(SIZE), kernels, state);
        run(half, start(), 5, 6);
        run(whole, straight, 5, 9);
        run(resumed, interrupted, 5, 9);

        assertArrayEquals(straight, interrupted);
        assertEquals(whole.state().numbers(), resumed.state().numbers());
        whole.state()
                .slots()
                .forEach((name, values) ->
                        assertArrayEquals(values, resumed.state().slots().get(name), name));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void statesOfOtherKindsAreNotResumed(Optimiser optimiser) {
        OptimiserState state = optimiser.start(block(SIZE), kernels).state();
        for (Optimiser other : optimisers()) {
            boolean sameKind = family(other).equals(family(optimiser));
            assertEquals(sameKind, other.canResume(state), optimiser + " to " + other);
        }
    }

    /** Adam and AdamW remember the same. */
    private static String family(Optimiser optimiser) {
        return optimiser instanceof AdamW
                ? Adam.class.getSimpleName()
                : optimiser.getClass().getSimpleName();
    }

    @Test
    void anIncompleteStateIsRefused() {
        assertRefused(
                "The optimiser state of rule 'sgd' has no values 'velocity', expected 32",
                () -> new SGD().resume(block(SIZE), kernels, OptimiserState.of("sgd", Map.of(), Map.of())));
        assertRefused(
                "The optimiser state of rule 'rmsprop' has 3 values 'mean-square', expected 32",
                () -> new RMSProp()
                        .resume(
                                block(SIZE),
                                kernels,
                                OptimiserState.of("rmsprop", Map.of(), Map.of("mean-square", new float[3]))));
    }

    private static void assertRefused(String message, Executable resumption) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, resumption).getMessage());
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void optimisersSurviveConfigurationAndProvenance(Optimiser optimiser) {
        Helpers.testConfigurableRoundtrip(optimiser);
        for (Optimiser other : optimisers()) {
            assertEquals(optimiser == other || optimiser.toString().equals(other.toString()), optimiser.equals(other));
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("learningRate", "learningRate is 0.0, expected a number greater than 0", () -> new SGD(0)),
                refusal("momentum", "momentum is 1.0, expected a number from 0 to below 1", () -> new SGD(1, 1, false)),
                refusal(
                        "nesterov",
                        "nesterov is true, but momentum is 0.0; set momentum, for example to 0.9",
                        () -> new SGD(1, 0, true)),
                refusal(
                        "learningRate",
                        "learningRate is -1.0, expected a number greater than 0",
                        () -> new RMSProp(-1)),
                refusal("rho", "rho is 1.0, expected a number from 0 to below 1", () -> new RMSProp(1, 1, 1e-7)),
                refusal("epsilon", "epsilon is 0.0, expected a number greater than 0", () -> new RMSProp(1, 0.9, 0)),
                refusal(
                        "learningRate",
                        "learningRate is NaN, expected a number greater than 0",
                        () -> new AdamW(Double.NaN, 0)),
                refusal(
                        "weightDecay",
                        "weightDecay is -1.0, expected a number from 0 to below 1 / learningRate = 2.0",
                        () -> new AdamW(0.5, -1)),
                refusal(
                        "weightDecay",
                        "weightDecay is 2.0, expected a number from 0 to below 1 / learningRate = 2.0",
                        () -> new AdamW(0.5, 2)),
                refusal("maximum", "maximum is 0.0, expected a number greater than 0", () -> new ClipByNorm(0)),
                refusal("maximum", "maximum is -1.0, expected a number greater than 0", () -> new ClipByValue(-1)));
    }

    private static Arguments refusal(String property, String message, Executable maker) {
        return Arguments.of(property, message, maker);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void settingsOutOfRangeAreRefusedByName(String property, String message, Executable maker) {
        PropertyException refused = assertThrows(PropertyException.class, maker);
        assertEquals(property, refused.getProperty());
        assertEquals(message, refused.getMsg());
    }

    @Test
    void clippingsSurviveConfigurationAndProvenance() {
        Helpers.testConfigurableRoundtrip(new NoClipping());
        Helpers.testConfigurableRoundtrip(new ClipByNorm(2.5));
        Helpers.testConfigurableRoundtrip(new ClipByValue(0.5));
    }

    private static ParameterBlock block(int size) {
        return new ParameterBlock(size, () -> {
            float[] decaying = new float[size];
            for (int i = 0; i < size; i++) {
                decaying[i] = decays(i) ? 1 : 0;
            }
            return decaying;
        });
    }

    private static boolean decays(int parameter) {
        return parameter % 3 != 0;
    }

    private static float[] start() {
        Random random = new Random(5);
        float[] parameters = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            parameters[i] = (float) random.nextGaussian();
        }
        return parameters;
    }

    private static float[] run(UpdateRule rule, float[] parameters, int first, int last) {
        for (int step = first; step <= last; step++) {
            float[] gradients = new float[SIZE];
            for (int i = 0; i < SIZE; i++) {
                gradients[i] = (i - 7) * 0.1f / step;
            }
            rule.beginStep(0.1 / step);
            rule.update(parameters, gradients, 0, SIZE);
        }
        return parameters;
    }
}
