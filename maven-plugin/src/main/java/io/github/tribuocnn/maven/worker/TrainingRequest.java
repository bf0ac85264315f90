/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Everything the forked JVM needs to know to train a network. Travels as a UTF-8 properties file whose keys are the
 * {@code mnist-cnn.*} property names without their prefix.
 *
 * @param dataset one of {@link #DATASETS}
 * @param dataDirectory absolute folder with the four IDX files, or null to look elsewhere
 * @param environmentDirectory absolute folder that the environment variable {@code MNIST_DIR} names, or null
 * @param cacheDirectory absolute folder that downloads are kept in
 * @param offline whether nothing may be downloaded
 * @param recipe the name of a recipe, which decides what the other parameters do not: schedule and augmentation
 * @param architecture the layers in text form; kept in canonical spelling
 * @param epochs passes over the training images, at least 1
 * @param batchSize images a step, at least 1
 * @param learningRate Adam's step size at its largest, above 0
 * @param seed what every random choice derives from
 * @param threads worker threads, 0 for one a core
 * @param kernel one of {@link #KERNELS}
 * @param trainLimit use only the first so many training images, 0 for all
 * @param validationFraction share of the training images that is held out, at least 0, below 1
 */
public record TrainingRequest(
        String dataset,
        @Nullable Path dataDirectory,
        @Nullable Path environmentDirectory,
        Path cacheDirectory,
        boolean offline,
        String recipe,
        String architecture,
        int epochs,
        int batchSize,
        double learningRate,
        long seed,
        int threads,
        String kernel,
        int trainLimit,
        double validationFraction) {

    /** What {@code mnist-cnn.dataset} may be. */
    public static final List<String> DATASETS = List.of("auto", "mnist", "synthetic");

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
        requireOneOf(DATASETS, "dataset", dataset);
        requireOneOf(KERNELS, "kernel", kernel);
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY, "learningRate", learningRate, "above 0");
        require(threads >= 0, "threads", threads, "at least 0 (0: one a core)");
        require(trainLimit >= 0, "trainLimit", trainLimit, "at least 0 (0: all images)");
        require(
                validationFraction >= 0 && validationFraction < 1,
                "validationFraction",
                validationFraction,
                "at least 0 and below 1");
    }

    /**
     * Whether MNIST seems to be there without the network: in a folder that was named, or in the cache. Only looks, so that
     * an up-to-date check stays quick.
     *
     * @throws IOException if the cache cannot be listed
     */
    public boolean mnistAtHand() throws IOException {
        if (dataDirectory != null || environmentDirectory != null) {
            return true;
        }
        if (!Files.isDirectory(cacheDirectory)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cacheDirectory, "t10k-labels*")) {
            return files.iterator().hasNext();
        }
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

    private static void requireOneOf(List<String> words, String name, String word) {
        require(words.contains(word), name, "'" + word + "'", "one of " + String.join(", ", words));
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("mnist-cnn." + name + " is " + value + ", expected " + expected);
        }
    }

    /**
     * Writes the request.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("dataset", dataset);
        if (dataDirectory != null) {
            values.setProperty("dataDirectory", dataDirectory.toString());
        }
        if (environmentDirectory != null) {
            values.setProperty("environmentDirectory", environmentDirectory.toString());
        }
        values.setProperty("cacheDirectory", cacheDirectory.toString());
        values.setProperty("offline", Boolean.toString(offline));
        values.setProperty("recipe", recipe);
        values.setProperty("architecture", architecture);
        values.setProperty("epochs", Integer.toString(epochs));
        values.setProperty("batchSize", Integer.toString(batchSize));
        values.setProperty("learningRate", Double.toString(learningRate));
        values.setProperty("seed", Long.toString(seed));
        values.setProperty("threads", Integer.toString(threads));
        values.setProperty("kernel", kernel);
        values.setProperty("trainLimit", Integer.toString(trainLimit));
        values.setProperty("validationFraction", Double.toString(validationFraction));
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, "what to train");
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a value is missing or out of range
     */
    public static TrainingRequest read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new TrainingRequest(
                value(values, "dataset"),
                folder(values, "dataDirectory"),
                folder(values, "environmentDirectory"),
                Path.of(value(values, "cacheDirectory")),
                Boolean.parseBoolean(value(values, "offline")),
                value(values, "recipe"),
                value(values, "architecture"),
                Integer.parseInt(value(values, "epochs")),
                Integer.parseInt(value(values, "batchSize")),
                Double.parseDouble(value(values, "learningRate")),
                Long.parseLong(value(values, "seed")),
                Integer.parseInt(value(values, "threads")),
                value(values, "kernel"),
                Integer.parseInt(value(values, "trainLimit")),
                Double.parseDouble(value(values, "validationFraction")));
    }

    private static @Nullable Path folder(Properties values, String name) {
        String folder = values.getProperty(name);
        return folder == null ? null : Path.of(folder);
    }

    private static String value(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the request has no " + name);
        }
        return value;
    }
}
