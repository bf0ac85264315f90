/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the forked JVM needs to know to train a network.
 *
 * @param data the images
 * @param recipe the name of the recipe that the settings began with
 * @param architecture the layers in text form; kept in canonical spelling
 * @param epochs passes over the training images, at least 1
 * @param batchSize images a step, at least 1
 * @param optimiser the optimiser with its step size at its largest, in canonical text form
 * @param schedule how the step size goes over the run, in canonical text form
 * @param augmentation how the training images are varied, in canonical text form
 * @param seed what every random choice derives from
 * @param threads worker threads, 0 for one a core
 * @param kernel one of {@link #KERNELS}
 * @param trainLimit use only the first so many training images, 0 for all
 * @param validationFraction share of the training images that is held out, at least 0, below 1
 * @param outputTimestamp the time to be recorded in the results, or null for that of the training
 */
public record TrainingRequest(
        DataRequest data,
        String recipe,
        String architecture,
        int epochs,
        int batchSize,
        String optimiser,
        String schedule,
        String augmentation,
        long seed,
        int threads,
        String kernel,
        int trainLimit,
        double validationFraction,
        @Nullable Instant outputTimestamp)
        implements Request {

    /** What {@code mnist-cnn.kernel} may be. */
    public static final List<String> KERNELS = List.of("auto", "scalar", "vector");

    /** The images of every data set there is. */
    static final ImageShape IMAGE = new ImageShape(28, 28, 1);

    private static final int CLASSES = 10;

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the property, the value and what would be right
     */
    public TrainingRequest {
        recipe = ChosenRecipe.named(recipe).word();
        architecture = canonical(architecture);
        optimiser = ChosenRecipe.optimiser(optimiser).text();
        schedule = ChosenRecipe.schedule(schedule).text();
        augmentation = ChosenRecipe.augmentation(augmentation).text();
        Expectation.oneOf(KERNELS, "kernel", kernel);
        Expectation.require(epochs >= 1, "epochs", epochs, "at least 1");
        Expectation.require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        Expectation.require(threads >= 0, "threads", threads, "at least 0 (0: one a core)");
        Expectation.require(trainLimit >= 0, "trainLimit", trainLimit, "at least 0 (0: all images)");
        Expectation.require(
                validationFraction >= 0 && validationFraction < 1,
                "validationFraction",
                validationFraction,
                "at least 0 and below 1");
    }

    /** The step size at its largest. */
    double learningRate() {
        return ChosenRecipe.optimiser(optimiser).learningRate();
    }

    /** Where the time in the results comes from. */
    Clock clock() {
        return outputTimestamp == null
                ? Clock.system(ZoneId.systemDefault())
                : Clock.fixed(outputTimestamp, ZoneOffset.UTC);
    }

    private static String canonical(String architecture) {
        try {
            return Architecture.parse(architecture, IMAGE)
                    .requireOutputs(CLASSES)
                    .text();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("mnist-cnn.architecture: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(Path file) throws IOException {
        data.addTo(new RequestFile())
                .with("recipe", recipe)
                .with("architecture", architecture)
                .with("epochs", epochs)
                .with("batchSize", batchSize)
                .with("optimiser", optimiser)
                .with("schedule", schedule)
                .with("augmentation", augmentation)
                .with("seed", seed)
                .with("threads", threads)
                .with("kernel", kernel)
                .with("trainLimit", trainLimit)
                .with("validationFraction", validationFraction)
                .with("outputTimestamp", outputTimestamp)
                .write(file);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a value is missing or out of range
     */
    public static TrainingRequest read(Path file) throws IOException {
        RequestFile values = RequestFile.read(file);
        return new TrainingRequest(
                DataRequest.in(values),
                values.text("recipe"),
                values.text("architecture"),
                values.integer("epochs"),
                values.integer("batchSize"),
                values.text("optimiser"),
                values.text("schedule"),
                values.text("augmentation"),
                Long.parseLong(values.text("seed")),
                values.integer("threads"),
                values.text("kernel"),
                values.integer("trainLimit"),
                values.number("validationFraction"),
                values.instantOrNull("outputTimestamp"));
    }
}
