/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import io.github.tribuocnn.cnn.CNNTrainerBuilder;
import io.github.tribuocnn.cnn.Recipe;
import java.util.function.Supplier;

/**
 * What is studied.
 *
 * @param name how the tables call it
 * @param epochs passes over the training images
 * @param parameters the size of the network
 * @param trainer gives a trainer that only lacks its seed
 */
record Subject(String name, int epochs, int parameters, Supplier<CNNTrainerBuilder> trainer) {

    static Subject of(Recipe recipe) {
        return new Subject(
                recipe.word(), recipe.epochs(), recipe.architecture().parameterCount(), recipe::builder);
    }
}
