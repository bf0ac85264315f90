/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a recipe, and in place of some of them those given beside it.
 *
 * @param name the name of the recipe
 * @param architecture the layers in text form
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param learningRate Adam's step size at its largest
 */
public record ChosenRecipe(String name, String architecture, int epochs, int batchSize, double learningRate) {

    /**
     * Fills in what is not given.
     *
     * @param name the name of the recipe
     * @param architecture the layers in text form, or null for those of the recipe
     * @param epochs passes over the training images, or null
     * @param batchSize images a step, or null
     * @param learningRate Adam's step size at its largest, or null
     * @throws IllegalArgumentException naming the property if there is no such recipe
     */
    public static ChosenRecipe of(
            String name,
            @Nullable String architecture,
            @Nullable Integer epochs,
            @Nullable Integer batchSize,
            @Nullable Double learningRate) {
        Recipe recipe = named(name);
        return new ChosenRecipe(
                name,
                architecture == null ? recipe.architecture().text() : architecture,
                epochs == null ? recipe.epochs() : epochs,
                batchSize == null ? recipe.batchSize() : batchSize,
                learningRate == null ? recipe.learningRate() : learningRate);
    }

    /**
     * The recipe of a name.
     *
     * @throws IllegalArgumentException naming the property if there is none
     */
    static Recipe named(String name) {
        try {
            return Recipe.named(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("mnist-cnn.recipe: " + e.getMessage(), e);
        }
    }
}
