/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.Schedule;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings that go together, for handwritten digits in 28x28 grey images, under a name. They were chosen on images held out
 * of the training set of MNIST; what they reach on its test set, over several seeds, is in the sample {@code study}.
 *
 * <p>A recipe is a beginning: {@link #builder} gives a builder on which every setting may still be changed.
 */
@SuppressWarnings("ImmutableEnumChecker") // descriptions are immutable, but OLCUT must be able to set their fields
public enum Recipe {

    /**
     * The plain setting: 8 epochs of batches of 32 with Adam at a constant rate of 0.001, on the images as they are. What a
     * {@link CNNTrainer} does that is told nothing.
     */
    REFERENCE(Architecture.REFERENCE_TEXT, 8, "adam 0.001", "constant", "none"),

    /**
     * The network, epochs and batches of {@link #REFERENCE}, with a learning rate that warms up to 0.003 and falls along a
     * cosine, and images that are moved and bent a little until about the last epoch. Takes up to a quarter more time than
     * {@link #REFERENCE} and makes half as many mistakes.
     */
    DEFAULT(
            Architecture.REFERENCE_TEXT,
            8,
            "adam 0.003",
            "cosine warm-up 15 %",
            "scale 8 6, shear 6, rotation 10, shift 1.5, elastic 0.7, clean-end 12"),

    /**
     * The network of {@link #REFERENCE} for 40 epochs, with weights that decay and images that are bent more than those of
     * {@link #DEFAULT}.
     */
    THOROUGH(
            Architecture.REFERENCE_TEXT,
            40,
            "adamw 0.003 weight-decay 0.03",
            "cosine warm-up 10 %",
            "scale 8 6, shear 6, rotation 10, shift 1.5, elastic 1, clean-end 8"),

    /** A network of 9,394 parameters, for where a model must be small: 20 epochs. */
    TINY(
            "conv 12 3x3 relu, maxpool 2, conv 16 3x3 relu, maxpool 2, conv 32 3x3 relu, flatten, dense 10",
            20,
            "adam 0.004",
            "cosine warm-up 10 %",
            "scale 8 5, shear 5, rotation 8, shift 1.5, elastic 0.6, clean-end 12");

    private static final int BATCH_SIZE = 32;

    private final Architecture architecture;
    private final int epochs;
    private final Optimiser optimiser;
    private final Schedule schedule;
    private final Augmentation augmentation;

    Recipe(String layers, int epochs, String optimiser, String schedule, String augmentation) {
        this.architecture = Architecture.parse(layers, Architecture.reference().input());
        this.epochs = epochs;
        this.optimiser = Optimiser.parse(optimiser);
        this.schedule = Schedule.parse(schedule);
        this.augmentation = Augmentation.parse(augmentation);
    }

    /**
     * The recipe of a name.
     *
     * @param word {@code reference}, {@code default}, {@code thorough} or {@code tiny}
     * @return the recipe
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static Recipe named(String word) {
        for (Recipe recipe : values()) {
            if (recipe.word().equals(word)) {
                return recipe;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no recipe, expected one of "
                + Stream.of(values()).map(Recipe::word).collect(Collectors.joining(", ")));
    }

    /**
     * The name, as command lines and POMs write it.
     *
     * @return for example {@code default}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The network, for 28x28 grey images of 10 classes.
     *
     * @return the architecture
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * Passes over the training images.
     *
     * @return 1 or more
     */
    public int epochs() {
        return epochs;
    }

    /**
     * Images per weight update.
     *
     * @return 1 or more
     */
    public int batchSize() {
        return BATCH_SIZE;
    }

    /**
     * What turns gradients into updates.
     *
     * @return the optimiser
     */
    public Optimiser optimiser() {
        return optimiser;
    }

    /**
     * The step size of the optimiser at its largest.
     *
     * @return above 0
     */
    public double learningRate() {
        return optimiser.learningRate();
    }

    /**
     * How the learning rate goes over the epochs.
     *
     * @return the schedule
     */
    public Schedule schedule() {
        return schedule;
    }

    /**
     * How the training images are varied.
     *
     * @return the augmentation
     */
    public Augmentation augmentation() {
        return augmentation;
    }

    /**
     * A trainer that only lacks what the recipe does not decide: seed, validation, threads and how the data names its pixels.
     *
     * @return a new builder
     */
    public CNNTrainerBuilder builder() {
        return CNNTrainer.builder()
                .architecture(architecture)
                .epochs(epochs)
                .batchSize(BATCH_SIZE)
                .optimiser(optimiser)
                .schedule(schedule)
                .augmentation(augmentation);
    }
}
