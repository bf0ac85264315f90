/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.Recipe;
import io.github.tribuocnn.maven.worker.ChosenRecipe.Given;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChosenRecipeTest {
    private static final Given NOTHING = new Given(null, null, null, null, null, null, null);

    private static Given optimiser(@Nullable String text, @Nullable Double rate) {
        return new Given(null, null, null, text, rate, null, null);
    }

    private static String refusal(String recipe, Given given) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> ChosenRecipe.of(recipe, given))
                .getMessage());
    }

    @Test
    void whatIsNotGivenIsTheRecipes() {
        assertEquals(
                new ChosenRecipe(
                        "tiny",
                        Recipe.TINY.architecture().text(),
                        20,
                        32,
                        "adam 0.004",
                        Recipe.TINY.schedule().text(),
                        Recipe.TINY.augmentation().text()),
                ChosenRecipe.of("tiny", NOTHING));
    }

    @Test
    void whatIsGivenWinsOverTheRecipe() {
        assertEquals(
                new ChosenRecipe("default", "flatten, dense 10", 3, 16, "sgd 0.1 momentum 0.9", "constant", "shift 2"),
                ChosenRecipe.of(
                        "default",
                        new Given("flatten, dense 10", 3, 16, "sgd 0.1 momentum 0.9", null, "constant", "shift 2")));
    }

    @Test
    void anOptimiserWithoutItsRateTakesTheOneGivenOrTheRecipes() {
        assertEquals(
                "rmsprop 0.01",
                ChosenRecipe.of("default", optimiser("rmsprop", 0.01)).optimiser());
        assertEquals(
                "rmsprop 0.003",
                ChosenRecipe.of("default", optimiser("rmsprop", null)).optimiser());
    }

    @Test
    void twoRatesThatDifferAreRefused() {
        assertEquals(
                "mnist-cnn.learningRate is 0.01, expected no other rate than in mnist-cnn.optimiser, which is 'sgd 0.1':"
                        + " remove one of the two",
                refusal("default", optimiser("sgd 0.1", 0.01)));
    }

    @Test
    void aRateOutOfRangeIsRefused() {
        assertEquals("mnist-cnn.learningRate is 0.0, expected above 0", refusal("tiny", optimiser(null, 0.0)));
        assertEquals("mnist-cnn.learningRate is NaN, expected above 0", refusal("tiny", optimiser(null, Double.NaN)));
    }

    @Test
    void aTextThatIsNoneIsRefusedByTheNameOfItsProperty() {
        assertEquals(
                "mnist-cnn.recipe: 'best' is no recipe, expected one of reference, default, thorough, tiny",
                refusal("best", NOTHING));
        assertTrue(refusal("tiny", optimiser("adamm", null)).startsWith("mnist-cnn.optimiser: "));
        assertTrue(refusal("tiny", new Given(null, null, null, null, null, "cosinus", null))
                .startsWith("mnist-cnn.schedule: "));
        assertTrue(refusal("tiny", new Given(null, null, null, null, null, null, "shake 3"))
                .startsWith("mnist-cnn.augmentation: "));
    }
}
