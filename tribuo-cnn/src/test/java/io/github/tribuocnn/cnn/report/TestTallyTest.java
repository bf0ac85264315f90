/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TestTallyTest {
    private static final List<String> ABC = List.of("a", "b", "c");

    /** Two a (one read as b), one b, one c read as b. */
    private static final float[] PROBABILITIES = {
        0.5f, 0.25f, 0.25f, //
        0.25f, 0.75f, 0f, //
        0f, 1f, 0f, //
        0f, 0.875f, 0.125f
    };

    private static final int[] TRUE_CLASSES = {0, 0, 1, 2};

    private static TestResult handExample() {
        var tally = new TestTally(ABC);
        tally.add(PROBABILITIES, TRUE_CLASSES, 4);
        return tally.result();
    }

    @Test
    void handExampleGivesItsConfusionMatrix() {
        var result = handExample();
        assertEquals(new ConfusionMatrix(new int[][] {{1, 1, 0}, {0, 1, 0}, {0, 1, 0}}), result.confusion());
        assertEquals(4, result.images());
        assertEquals(0.5, result.accuracy());
        assertEquals(Interval.wilson95(2, 4), result.accuracyInterval());
    }

    @Test
    void handExampleGivesItsRecallAndPrecision() {
        var scores = handExample().perClass();
        assertEquals(
                List.of(new ClassScore("a", 2, 1, 1), new ClassScore("b", 1, 3, 1), new ClassScore("c", 1, 0, 0)),
                scores);
        assertEquals(0.5, scores.get(0).recall());
        assertEquals(1.0, scores.get(0).precision());
        assertEquals(2.0 / 3, scores.get(0).f1());
        assertEquals(1.0 / 3, scores.get(1).precision());
        assertEquals(0.0, scores.get(2).recall());
        assertEquals(Double.NaN, scores.get(2).precision(), "nothing was read as c");
    }

    @Test
    void lossIsTheMeanOfMinusLogOfTheTrueProbability() {
        double expected = -(Math.log(0.5) + Math.log(0.25) + Math.log(1) + Math.log(0.125)) / 4;
        assertEquals(expected, handExample().meanLoss(), 1e-15);
        assertEquals(0, handExample().zeroProbabilities());
    }

    @Test
    void probabilityZeroCostsThatOfTheSmallestFloatAndIsCounted() {
        var tally = new TestTally(List.of("a", "b"));
        tally.add(new float[] {1, 0, 1, 0}, new int[] {0, 1}, 2);
        assertEquals(103.27892990343184 / 2, tally.result().meanLoss(), 1e-12);
        assertEquals(1, tally.result().zeroProbabilities());
    }

    @Test
    void mistakesComeMostConfidentFirstAndAmongEqualsInOrder() {
        assertEquals(
                List.of(new Mistake(3, 2, 1, 0.875, 0.125), new Mistake(1, 0, 1, 0.75, 0.25)),
                handExample().mistakes());
        var tally = new TestTally(List.of("a", "b"));
        tally.add(new float[] {0.25f, 0.75f, 0.25f, 0.75f}, new int[] {0, 0}, 2);
        assertEquals(
                List.of(0, 1),
                tally.result().mistakes().stream().map(Mistake::index).toList());
    }

    @Test
    void amongEqualProbabilitiesTheLeftmostIsPredicted() {
        var tally = new TestTally(ABC);
        tally.add(new float[] {0.25f, 0.375f, 0.375f}, new int[] {1}, 1);
        assertEquals(1, tally.result().accuracy());
    }

    @Test
    void blocksGiveWhatOneCallGives() {
        var tally = new TestTally(ABC);
        tally.add(PROBABILITIES, TRUE_CLASSES, 1);
        tally.add(Arrays.copyOfRange(PROBABILITIES, 3, 12), new int[] {0, 1, 2}, 3);
        assertEquals(handExample(), tally.result());
    }

    @Test
    void columnsInAnotherOrderAreMappedToTheClasses() {
        var tally = new TestTally(List.of("c", "a", "b"), ABC);
        float[] reordered = new float[PROBABILITIES.length];
        for (int row = 0; row < PROBABILITIES.length; row += 3) {
            reordered[row] = PROBABILITIES[row + 2];
            reordered[row + 1] = PROBABILITIES[row];
            reordered[row + 2] = PROBABILITIES[row + 1];
        }
        tally.add(reordered, TRUE_CLASSES, 4);
        assertEquals(handExample(), tally.result());
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingOfTheBlockCounted() {
        var tally = new TestTally(List.of("a", "b"));
        refuses(
                "a block of 2 images needs as many true classes and 4 probabilities, found 1 and 4",
                () -> tally.add(new float[4], new int[1], 2));
        refuses(
                "image 1 has the true class 2, the classes are 0 to 1",
                () -> tally.add(new float[4], new int[] {0, 2}, 2));
        refuses(
                "image 1 has the probability NaN for 'b', expected 0 to 1",
                () -> tally.add(new float[] {1, 0, 0.5f, Float.NaN}, new int[] {0, 0}, 2));
        var none = assertThrows(IllegalStateException.class, tally::result);
        assertEquals("no image was tallied: a test needs at least one", none.getMessage());
    }

    @Test
    void outputsThatAreNotTheClassesAreRefused() {
        refuses(
                "the model's outputs [a, b] are not the classes of the test set [a, c]",
                () -> new TestTally(List.of("a", "b"), List.of("a", "c")));
        refuses("labels must be there and distinct, found [a, a]", () -> new TestTally(List.of("a", "a")));
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
