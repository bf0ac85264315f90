/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text forms of optimisers and schedules. */
final class OptimTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "adam > adam 0.001",
                "ADAM  0.0030 > adam 0.003",
                "adam epsilon 1e-7 beta-two 0.99 > adam 0.001 beta-two 0.99",
                "adamw 0.002 weight-decay 0.05 beta-one 0.8 > adamw 0.002 weight-decay 0.05 beta-one 0.8",
                "adamw 0.001 weight-decay 0.01 > adamw 0.001",
                "sgd > sgd 0.01",
                "sgd 0.1 nesterov momentum 0.9 > sgd 0.1 momentum 0.9 nesterov",
                "rmsprop 1e-3 rho 0.9 epsilon 0.001 > rmsprop 0.001 epsilon 0.001"
            })
    void anOptimiserIsWrittenWithItsRateAndWhatIsNotAsUsual(String written, String canonical) {
        Optimiser optimiser = Optimiser.parse(written);

        assertEquals(canonical, optimiser.text());
        assertEquals(optimiser, Optimiser.parse(canonical));
    }

    @Test
    void theWordsOfAnOptimiserBecomeItsSettings() {
        assertEquals(
                new Adam(0.01, 0.8, 0.99, 1e-5), Optimiser.parse("adam .01 beta-one .8 beta-two .99 epsilon 1e-5"));
        assertEquals(
                new AdamW(0.01, 0.8, 0.99, 1e-5, 0.1),
                Optimiser.parse("adamw .01 beta-one .8 beta-two .99 epsilon 1e-5 weight-decay .1"));
        assertEquals(new SGD(0.1, 0.9, true), Optimiser.parse("sgd 0.1 momentum 0.9 nesterov"));
        assertEquals(new RMSProp(0.1, 0.8, 1e-5), Optimiser.parse("rmsprop 0.1 rho 0.8 epsilon 1e-5"));
        assertEquals(new Adam(0.5), Optimiser.parse("adam", 0.5));
        assertEquals(new SGD(0.25), Optimiser.parse("sgd 0.25", 0.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "constant > constant",
                "step > step",
                "step at 50% 75 % factor 0.1 > step",
                "step at 30% 60 % 90 % factor 0.3 > step factor 0.3 at 30 % 60 % 90 %",
                "exponential > exponential",
                "exponential remainder 0.1 > exponential remainder 0.1",
                "Cosine floor 0 > cosine",
                "cosine floor 1e-2 warm-up 15% > cosine floor 0.01 warm-up 15 %",
                "onecycle end 0 rise 25 % > onecycle rise 25 % end 0",
                "constant warm-up 12.5 % > constant warm-up 12.5 %",
                "constant warm-up 500 steps > constant warm-up 500 steps"
            })
    void aScheduleIsWrittenWithWhatIsNotAsUsual(String written, String canonical) {
        Schedule schedule = Schedule.parse(written);

        assertEquals(canonical, schedule.text());
        assertEquals(schedule, Schedule.parse(canonical));
    }

    @Test
    void theWordsOfAScheduleBecomeItsSettings() {
        assertEquals(new ConstantRate(), Schedule.parse("constant"));
        assertEquals(new StepDecay(0.3, 0.2, 0.55), Schedule.parse("step factor 0.3 at 20 % 55 %"));
        assertEquals(new ExponentialDecay(0.1), Schedule.parse("exponential remainder 0.1"));
        assertEquals(WarmUp.ofFraction(0.15, new CosineDecay(0.01)), Schedule.parse("cosine warm-up 15 % floor 0.01"));
        assertEquals(
                WarmUp.ofSteps(100, new OneCycle(0.2, 0.1, 0)),
                Schedule.parse("onecycle warm-up 100 steps rise 20 % start 0.1 end 0"));
    }

    @Test
    void anyNumbersAreReadAsTheyAreWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Optimiser optimiser = new AdamW(
                    random.nextDouble() * 1e-3,
                    random.nextDouble(),
                    random.nextDouble(),
                    Math.exp(-20 * random.nextDouble()),
                    1);
            Schedule schedule = WarmUp.ofFraction(
                    random.nextDouble(), new StepDecay(random.nextDouble(), random.nextDouble() / 2, 0.5));
            Schedule cycle = new OneCycle(random.nextDouble(), random.nextDouble(), random.nextDouble());

            assertEquals(optimiser, Optimiser.parse(optimiser.text()), "seed " + seed);
            assertEquals(schedule, Schedule.parse(schedule.text()), "seed " + seed);
            assertEquals(cycle, Schedule.parse(cycle.text()), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'' > Optimiser is empty; remove the extra comma",
                "nadam > Optimiser (nadam): unknown optimiser 'nadam'; did you mean 'adam'? Known optimisers: adam, adamw,"
                        + " sgd, rmsprop",
                "adam fast > Optimiser (adam fast): unknown word 'fast'. Write adam [RATE] [beta-one NUMBER]"
                        + " [beta-two NUMBER] [epsilon NUMBER]",
                "adam 0 > Optimiser (adam 0): learningRate is 0.0, expected a number greater than 0; write adam [RATE]"
                        + " [beta-one NUMBER] [beta-two NUMBER] [epsilon NUMBER]",
                "sgd 0.1 nesterov > Optimiser (sgd 0.1 nesterov): nesterov is true, but momentum is 0.0; set momentum, for"
                        + " example to 0.9; write sgd [RATE] [momentum NUMBER] [nesterov]",
                "sgd 0.1 momentum > Optimiser (sgd 0.1 momentum): the number behind momentum is missing; write sgd [RATE]"
                        + " [momentum NUMBER] [nesterov]",
                "sgd 0.1 momentum much > Optimiser (sgd 0.1 momentum much): momentum must be a number, but is much; write"
                        + " sgd [RATE] [momentum NUMBER] [nesterov]",
                "sgd 0.1 0.2 > Optimiser (sgd 0.1 0.2): unknown word '0.2'. Write sgd [RATE] [momentum NUMBER] [nesterov]"
            })
    void anOptimiserThatCannotBeUnderstoodIsNamed(String text, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Optimiser.parse(text));

        assertEquals(message, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "linear > Schedule (linear): unknown schedule 'linear'. Known schedules: constant, step, exponential,"
                        + " cosine, onecycle",
                "cosine warmup 15 % > Schedule (cosine warmup 15 %): unknown word 'warmup'; did you mean 'warm-up'? Write"
                        + " cosine [floor NUMBER] [warm-up PERCENT % | warm-up NUMBER steps]",
                "cosine warm-up 15 > Schedule (cosine warm-up 15): warm-up must be a percentage such as 15 %, but 15 has no"
                        + " % behind it; write cosine [floor NUMBER] [warm-up PERCENT % | warm-up NUMBER steps]",
                "cosine warm-up long > Schedule (cosine warm-up long): warm-up must be a percentage such as 15 %, but is"
                        + " long; write cosine [floor NUMBER] [warm-up PERCENT % | warm-up NUMBER steps]",
                "cosine warm-up > Schedule (cosine warm-up): the percentage behind warm-up is missing; write cosine"
                        + " [floor NUMBER] [warm-up PERCENT % | warm-up NUMBER steps]",
                "cosine warm-up 5 % 6 % > Schedule (cosine warm-up 5 % 6 %): warm-up has 2 percentages behind it, expected"
                        + " one",
                "constant warm-up 0 steps > Schedule (constant warm-up 0 steps): warm-up must be a whole number from 1 to"
                        + " 2,147,483,647, but is 0; write constant [warm-up PERCENT % | warm-up NUMBER steps]",
                "constant warm-up 0 % > Schedule (constant warm-up 0 %): steps is 0 and fraction is 0.0, expected one of"
                        + " them to be above 0; write constant [warm-up PERCENT % | warm-up NUMBER steps]",
                "step at 60 % 50 % > Schedule (step at 60 % 50 %): milestones is [0.6, 0.5], expected at least one, each"
                        + " above the one before, all above 0 and below 1; write step [factor NUMBER] [at PERCENT % ...]"
                        + " [warm-up PERCENT % | warm-up NUMBER steps]"
            })
    void aScheduleThatCannotBeUnderstoodIsNamed(String text, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text));

        assertEquals(message, refusal.getMessage());
    }
}
