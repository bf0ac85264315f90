/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.test.Helpers;

class RecipeTest {

    @Test
    void theReferenceIsWhatATrainerDoesThatIsToldNothing() {
        assertEquals(
                CNNTrainer.builder().build().toString(),
                Recipe.REFERENCE.builder().build().toString());
    }

    @Test
    void theDefaultKeepsNetworkEpochsAndBatchesOfTheReference() {
        assertEquals(Architecture.reference(), Recipe.DEFAULT.architecture());
        assertEquals(Recipe.REFERENCE.epochs(), Recipe.DEFAULT.epochs());
        assertEquals(Recipe.REFERENCE.batchSize(), Recipe.DEFAULT.batchSize());
    }

    @Test
    void sizesAreWhatTheirNamesSay() {
        assertTrue(Recipe.TINY.architecture().parameterCount() < 10_000);
        assertEquals(9_394, Recipe.TINY.architecture().parameterCount());
        assertTrue(Recipe.TINY.epochs() <= 20);
        assertEquals(Architecture.reference(), Recipe.THOROUGH.architecture());
        assertTrue(Recipe.THOROUGH.epochs() <= 40);
    }

    @ParameterizedTest
    @EnumSource(Recipe.class)
    void everyRecipeTrainsAndSurvivesProvenance(Recipe recipe) {
        CNNTrainer trainer = recipe.builder().epochs(1).seed(3).build();
        Helpers.testConfigurableRoundtrip(trainer);

        CNNModel model = trainer.train(new ImageDataset(new SyntheticDigitSource(1, 64)));

        assertEquals(recipe.architecture(), model.architecture());
        assertTrue(Reproduction.of(model).run().isProved());
    }

    /** The figures of the sample study are those of these settings. */
    @Test
    void settingsAreThoseWhoseFiguresAreShown() {
        assertSettings(Recipe.REFERENCE, 8, "adam 0.001", "constant", "none");
        assertSettings(
                Recipe.DEFAULT,
                8,
                "adam 0.003",
                "cosine warm-up 15 %",
                "scale 8 6, shear 6, rotation 10, shift 1.5, elastic 0.7, clean-end 12");
        assertSettings(
                Recipe.THOROUGH,
                40,
                "adamw 0.003 weight-decay 0.03",
                "cosine warm-up 10 %",
                "scale 8 6, shear 6, rotation 10, shift 1.5, elastic 1, clean-end 8");
        assertSettings(
                Recipe.TINY,
                20,
                "adam 0.004",
                "cosine warm-up 10 %",
                "scale 8 5, shear 5, rotation 8, shift 1.5, elastic 0.6, clean-end 12");
    }

    private static void assertSettings(
            Recipe recipe, int epochs, String optimiser, String schedule, String augmentation) {
        assertEquals(epochs, recipe.epochs());
        assertEquals(32, recipe.batchSize());
        assertEquals(optimiser, recipe.optimiser().text());
        assertEquals(schedule, recipe.schedule().text());
        assertEquals(augmentation, recipe.augmentation().text());
    }

    @ParameterizedTest
    @EnumSource(Recipe.class)
    void everyRecipeIsFoundByItsName(Recipe recipe) {
        assertEquals(recipe, Recipe.named(recipe.word()));
        assertNotEquals(recipe.name(), recipe.word());
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertEquals(
                "'best' is no recipe, expected one of reference, default, thorough, tiny",
                assertThrows(IllegalArgumentException.class, () -> Recipe.named("best"))
                        .getMessage());
    }
}
