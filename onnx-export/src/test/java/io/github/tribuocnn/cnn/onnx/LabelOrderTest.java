/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelOrderTest {
    @Test
    void numbersAreOrderedByValue() {
        assertArrayEquals(new int[] {2, 1, 0, 3}, LabelOrder.natural(List.of("2", "1.5", "-3", "10")));
    }

    @Test
    void numbersOfEqualValueAreOrderedByTheirText() {
        assertArrayEquals(new int[] {1, 0}, LabelOrder.natural(List.of("1", "01")));
        assertArrayEquals(new int[] {0, 1}, LabelOrder.natural(List.of("01", "1")));
    }

    @Test
    void wordsAreOrderedByTheirCharacters() {
        assertArrayEquals(new int[] {1, 3, 0, 2}, LabelOrder.natural(List.of("frog", "cat", "ship", "dog")));
    }

    @Test
    void oneWordAmongNumbersMakesAllOfThemWords() {
        assertArrayEquals(new int[] {1, 0, 2}, LabelOrder.natural(List.of("2", "10", "none")));
    }

    @Test
    void aLabelThatOccursTwiceIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> LabelOrder.natural(List.of("cat", "dog", "cat")));
        assertEquals(
                "label 'cat' occurs twice in [cat, dog, cat]; each output of the network needs a label of its own",
                refusal.getMessage());
    }
}
