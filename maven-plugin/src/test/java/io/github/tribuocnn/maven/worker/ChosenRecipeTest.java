/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import org.junit.jupiter.api.Test;

class ChosenRecipeTest {

    @Test
    void theRecipeGivesWhatIsNotGiven() {
        assertEquals(
                new ChosenRecipe("default", Architecture.REFERENCE_TEXT, 8, 32, 0.003),
                ChosenRecipe.of("default", null, null, null, null));
    }

    @Test
    void whatIsGivenWins() {
        assertEquals(
                new ChosenRecipe("tiny", "flatten, dense 10", 2, 64, 0.01),
                ChosenRecipe.of("tiny", "flatten, dense 10", 2, 64, 0.01));
    }
}
