/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.Recipe;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.Schedule;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a recipe, and in place of some of them those given beside it. Texts are in canonical spelling.
 *
 * @param name the name of the recipe
 * @param architecture the layers
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param optimiser the optimiser with its step size at its largest
 * @param schedule how the step size goes over the run
 * @param augmentation how the training images are varied
 */
public record ChosenRecipe(
        String name,
        String architecture,
        int epochs,
        int batchSize,
        String optimiser,
        String schedule,
        String augmentation) {

    /**
     * What the user gave beside the name of a recipe; null for what was not given.
     *
     * @param architecture the layers in text form
     * @param epochs passes over the training images
     * @param batchSize images a step
     * @param optimiser the optimiser in text form, with or without its step size
     * @param learningRate its step size at its largest
     * @param schedule how the step size goes over the run, in text form
     * @param augmentation how the training images are varied, in text form
     */
    public record Given(
            @Nullable String architecture,
            @Nullable Integer epochs,
            @Nullable Integer batchSize,
            @Nullable String optimiser,
            @Nullable Double learningRate,
            @Nullable String schedule,
            @Nullable String augmentation) {}

    /**
     * Fills in what is not given.
     *
     * @param name the name of the recipe
     * @throws IllegalArgumentException naming the property if there is no such recipe, or a text is none
     */
    public static ChosenRecipe of(String name, Given given) {
        Recipe recipe = named(name);
        return new ChosenRecipe(
                name,
                given.architecture() == null ? recipe.architecture().text() : given.architecture(),
                given.epochs() == null ? recipe.epochs() : given.epochs(),
                given.batchSize() == null ? recipe.batchSize() : given.batchSize(),
                optimiser(recipe, given).text(),
                given.schedule() == null
                        ? recipe.schedule().text()
                        : schedule(given.schedule()).text(),
                given.augmentation() == null
                        ? recipe.augmentation().text()
                        : augmentation(given.augmentation()).text());
    }

    private static Optimiser optimiser(Recipe recipe, Given given) {
        Double rate = given.learningRate();
        Expectation.require(
                rate == null || (rate > 0 && rate < Double.POSITIVE_INFINITY),
                "learningRate",
                String.valueOf(rate),
                "above 0");
        double usual = rate == null ? recipe.learningRate() : rate;
        String text = given.optimiser();
        if (text == null) {
            return recipe.optimiser().withLearningRate(usual);
        }
        Optimiser optimiser = parsed("optimiser", text, word -> Optimiser.parse(word, usual));
        Expectation.require(
                rate == null || optimiser.learningRate() == rate,
                "learningRate",
                String.valueOf(rate),
                "no other rate than in mnist-cnn.optimiser, which is '" + text + "': remove one of the two");
        return optimiser;
    }

    /**
     * The optimiser of a text with its rate.
     *
     * @throws IllegalArgumentException naming the property if it is none
     */
    static Optimiser optimiser(String text) {
        return parsed("optimiser", text, Optimiser::parse);
    }

    /**
     * The schedule of a text.
     *
     * @throws IllegalArgumentException naming the property if it is none
     */
    static Schedule schedule(String text) {
        return parsed("schedule", text, Schedule::parse);
    }

    /**
     * The augmentation of a text.
     *
     * @throws IllegalArgumentException naming the property if it is none
     */
    static Augmentation augmentation(String text) {
        return parsed("augmentation", text, Augmentation::parse);
    }

    /**
     * The recipe of a name.
     *
     * @throws IllegalArgumentException naming the property if there is none
     */
    static Recipe named(String name) {
        return parsed("recipe", name, Recipe::named);
    }

    private static <T> T parsed(String property, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("mnist-cnn." + property + ": " + e.getMessage(), e);
        }
    }
}
