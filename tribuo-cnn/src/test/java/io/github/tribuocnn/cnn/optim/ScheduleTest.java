/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.test.Helpers;

class ScheduleTest {

    static List<Schedule> schedules() {
        return List.of(
                new ConstantRate(),
                new StepDecay(),
                new StepDecay(0.5, 0.1, 0.2, 0.9),
                new ExponentialDecay(),
                new ExponentialDecay(0.3),
                new CosineDecay(),
                new CosineDecay(0.1),
                new OneCycle(),
                new OneCycle(0.5, 0.1, 0),
                WarmUp.ofSteps(7, new CosineDecay()),
                WarmUp.ofFraction(0.15, new StepDecay()),
                WarmUp.ofFraction(0.2, new OneCycle()));
    }

    @Test
    void aConstantRateIsExactlyTheLearningRate() {
        assertEquals(1.0, new ConstantRate().factor(0, 10));
        assertEquals(1.0, new ConstantRate().factor(9, 10));
    }

    @Test
    void stepsFallAtTheirMilestones() {
        Schedule steps = new StepDecay(0.1, 0.5, 0.75);
        assertEquals(1.0, steps.factor(49, 100));
        assertEquals(0.1, steps.factor(50, 100), 1e-17);
        assertEquals(0.1, steps.factor(74, 100), 1e-17);
        assertEquals(0.01, steps.factor(75, 100), 1e-17);
        assertEquals(0.01, steps.factor(99, 100), 1e-17);
    }

    @Test
    void exponentialDecayTakesTheSamePartEachStep() {
        Schedule decay = new ExponentialDecay(0.01);
        double part = Math.pow(0.01, 1.0 / 50);
        for (int step = 0; step < 50; step++) {
            assertEquals(Math.pow(part, step), decay.factor(step, 50), 1e-13);
        }
    }

    @Test
    void aCosineGoesFromOneToItsFloor() {
        Schedule cosine = new CosineDecay(0.2);
        assertEquals(1.0, cosine.factor(0, 1000));
        assertEquals(0.6, cosine.factor(500, 1000), 1e-15);
        assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, cosine.factor(250, 1000), 1e-15);
        assertEquals(0.2, cosine.factor(999, 1000), 1e-5);
    }

    @Test
    void oneCycleRisesAndFallsBelowItsBeginning() {
        Schedule cycle = new OneCycle(0.3, 0.04, 4e-6);
        assertEquals(0.04, cycle.factor(0, 1000), 1e-15);
        assertEquals(0.52, cycle.factor(150, 1000), 1e-15);
        assertEquals(1.0, cycle.factor(300, 1000));
        assertEquals(0.5, cycle.factor(650, 1000), 1e-5);
        assertTrue(cycle.factor(999, 1000) < 1e-5);
    }

    @Test
    void aWarmUpRisesInEqualStepsToTheScheduleBehindIt() {
        Schedule warm = WarmUp.ofSteps(4, new CosineDecay());
        for (int step = 0; step < 4; step++) {
            assertEquals((step + 1) / 5.0, warm.factor(step, 24), 1e-15);
        }
        for (int step = 4; step < 24; step++) {
            assertEquals(new CosineDecay().factor(step - 4, 20), warm.factor(step, 24));
        }
    }

    @Test
    void aWarmUpOfAFractionIsRoundedDown() {
        Schedule warm = WarmUp.ofFraction(0.15, new ConstantRate());
        assertEquals(0.5, warm.factor(0, 7));
        assertEquals(1.0, warm.factor(1, 7));
        assertEquals(1.0, warm.factor(0, 6));
        assertEquals(
                1.0, WarmUp.ofFraction(Math.nextDown(1.0), new ConstantRate()).factor(2, 3));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void factorsStayBetweenZeroAndOneInRunsOfAnyLength(Schedule schedule) {
        for (long steps : new long[] {8, 9, 100, 15_000, 1L << 40}) {
            schedule.requireFits(steps);
            double highest = 0;
            for (int i = 0; i <= 1000; i++) {
                double factor = schedule.factor((steps - 1) * i / 1000, steps);
                assertTrue(factor >= 0 && factor <= 1, () -> schedule + " gives " + factor + " of " + steps);
                highest = Math.max(highest, factor);
            }
            assertTrue(highest > 0.9, schedule + " rises to " + highest + " in " + steps + " steps");
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void schedulesSurviveConfigurationAndProvenance(Schedule schedule) {
        Helpers.testConfigurableRoundtrip(schedule);
    }

    @Test
    void schedulesAreValues() {
        for (int i = 0; i < schedules().size(); i++) {
            for (int j = 0; j < schedules().size(); j++) {
                Schedule one = schedules().get(i);
                Schedule other = schedules().get(j);
                assertEquals(i == j, one.equals(other), one + " and " + other);
                assertEquals(i == j, one.toString().equals(other.toString()));
            }
            assertEquals(schedules().get(i).hashCode(), schedules().get(i).hashCode());
            assertNotEquals(schedules().get(i), null);
        }
        assertEquals(
                "WarmUp(steps=0,fraction=0.15,then=StepDecay(milestones=[0.5, 0.75],factor=0.1))",
                WarmUp.ofFraction(0.15, new StepDecay()).toString());
    }

    @Test
    void aScheduleThatDoesNotFitTheRunIsRefused() {
        assertRefused(
                "The warm-up of the learning rate takes 500 steps, but training has only 320, so that it would never end."
                        + " Shorten the warm-up, train for more epochs or take smaller batches.",
                () -> WarmUp.ofSteps(500, new CosineDecay()).requireFits(320));
        assertRefused(
                "The warm-up of the learning rate takes 5 steps, but training has only 5, so that it would never end."
                        + " Shorten the warm-up, train for more epochs or take smaller batches.",
                () -> WarmUp.ofSteps(5, new CosineDecay()).requireFits(5));
        assertRefused(
                "The learning rate rises in the first 0.3 of a run, but training has only 1 steps, so that the rise would"
                        + " never end. Train for more epochs or take smaller batches.",
                () -> WarmUp.ofSteps(5, new OneCycle()).requireFits(6));
        assertDoesNotThrow(() -> WarmUp.ofSteps(5, new CosineDecay()).requireFits(6));
        assertDoesNotThrow(() -> WarmUp.ofFraction(0.99, new CosineDecay()).requireFits(1));
    }

    private static void assertRefused(String message, Executable check) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, check).getMessage());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("factor", "factor is 1.0, expected a number above 0 and below 1", () -> new StepDecay(1, 0.5)),
                refusal(
                        "milestones",
                        "milestones is [], expected at least one, each above the one before, all above 0 and below 1",
                        () -> new StepDecay(0.1)),
                refusal(
                        "milestones",
                        "milestones is [0.5, 0.5], expected at least one, each above the one before, all above 0 and"
                                + " below 1",
                        () -> new StepDecay(0.1, 0.5, 0.5)),
                refusal(
                        "milestones",
                        "milestones is [0.5, 1.0], expected at least one, each above the one before, all above 0 and"
                                + " below 1",
                        () -> new StepDecay(0.1, 0.5, 1)),
                refusal(
                        "milestones",
                        "milestones is [NaN], expected at least one, each above the one before, all above 0 and"
                                + " below 1",
                        () -> new StepDecay(0.1, Double.NaN)),
                refusal(
                        "remainder",
                        "remainder is 0.0, expected a number above 0 and below 1",
                        () -> new ExponentialDecay(0)),
                refusal("floor", "floor is 1.0, expected a number from 0 to below 1", () -> new CosineDecay(1)),
                refusal("rise", "rise is 1.0, expected a number above 0 and below 1", () -> new OneCycle(1, 0.1, 0)),
                refusal("start", "start is 0.0, expected a number above 0 up to 1", () -> new OneCycle(0.3, 0, 0)),
                refusal("end", "end is -1.0, expected a number from 0 to below 1", () -> new OneCycle(0.3, 0.1, -1)),
                refusal(
                        "steps",
                        "steps is -1, expected 0 (go by the fraction) or more",
                        () -> WarmUp.ofSteps(-1, new CosineDecay())),
                refusal(
                        "steps",
                        "steps is 0 and fraction is 0.0, expected one of them to be above 0",
                        () -> WarmUp.ofFraction(0, new CosineDecay())),
                refusal(
                        "fraction",
                        "fraction is 1.0, expected a number from 0 to below 1",
                        () -> WarmUp.ofFraction(1, new CosineDecay())),
                refusal(
                        "then",
                        "then is a warm-up itself, expected another schedule",
                        () -> WarmUp.ofSteps(3, WarmUp.ofSteps(2, new CosineDecay()))));
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
}
