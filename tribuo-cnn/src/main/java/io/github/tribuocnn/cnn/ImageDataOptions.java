/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/**
 * Options for images to train and test on, which Tribuo's {@code DataOptions} has none for: IDX files, or data sources
 * from the config file.
 */
public final class ImageDataOptions implements Options {
    /** IDX image file to train on, gzip-compressed or not. */
    @Option(longName = "training-images", usage = "IDX image file to train on, gzip-compressed or not.")
    public @Nullable Path trainingImages;

    /** IDX label file to train on. */
    @Option(longName = "training-labels", usage = "IDX label file to train on, gzip-compressed or not.")
    public @Nullable Path trainingLabels;

    /** IDX image file to test on. */
    @Option(longName = "testing-images", usage = "IDX image file to test on, gzip-compressed or not.")
    public @Nullable Path testingImages;

    /** IDX label file to test on. */
    @Option(longName = "testing-labels", usage = "IDX label file to test on, gzip-compressed or not.")
    public @Nullable Path testingLabels;

    /** Load the data source to train on from the config file. */
    @Option(longName = "training-source", usage = "Load the data source to train on from the config file.")
    public @Nullable ConfigurableDataSource<Label> trainingSource;

    /** Load the data source to test on from the config file. */
    @Option(longName = "testing-source", usage = "Load the data source to test on from the config file.")
    public @Nullable ConfigurableDataSource<Label> testingSource;

    @Override
    public String getOptionsDescription() {
        return "Options for images to train and test on.";
    }

    /**
     * Whether any of these options was given.
     *
     * @return false if the data is to come from somewhere else
     */
    public boolean isGiven() {
        return anyOf(trainingImages, trainingLabels, testingImages, testingLabels, trainingSource, testingSource);
    }

    /**
     * Loads the images.
     *
     * @return the training dataset (A) and the testing dataset (B)
     * @throws ArgumentException if options are missing or contradict each other, or the two datasets do not belong
     *     together
     * @throws IOException if the files can't be read or are not what they should be
     */
    public Pair<Dataset<Label>, Dataset<Label>> load() throws IOException {
        boolean files = anyOf(trainingImages, trainingLabels, testingImages, testingLabels);
        if (files && anyOf(trainingSource, testingSource)) {
            throw new ArgumentException(
                    "training-source", "training-images", "Give either IDX files or data sources, not both.");
        }
        Pair<Dataset<Label>, Dataset<Label>> data = files ? loadFiles() : loadSources();
        requireKnownLabels(data.getA(), data.getB());
        return data;
    }

    private static boolean anyOf(@Nullable Object... options) {
        return Arrays.stream(options).anyMatch(Objects::nonNull);
    }

    private Pair<Dataset<Label>, Dataset<Label>> loadFiles() throws IOException {
        ImageSource train = new IdxImageSource(
                require("training-images", trainingImages), require("training-labels", trainingLabels));
        ImageSource test =
                new IdxImageSource(require("testing-images", testingImages), require("testing-labels", testingLabels));
        return datasets(train, test);
    }

    private Pair<Dataset<Label>, Dataset<Label>> loadSources() {
        return datasets(require("training-source", trainingSource), require("testing-source", testingSource));
    }

    private static <T> T require(String option, @Nullable T value) {
        if (value == null) {
            throw new ArgumentException(
                    option,
                    "Must be given too: images to train on and to test on, each either as an IDX image and label file or"
                            + " as a data source.");
        }
        return value;
    }

    private static Pair<Dataset<Label>, Dataset<Label>> datasets(
            ConfigurableDataSource<Label> train, ConfigurableDataSource<Label> test) {
        if (train instanceof ImageSource trainImages && test instanceof ImageSource testImages) {
            String trainShape = shape(trainImages);
            String testShape = shape(testImages);
            if (!trainShape.equals(testShape)) {
                throw new IllegalArgumentException(
                        "The images of " + testImages.images().name() + " to test on are "
                                + testShape + ", expected " + trainShape + " as those of "
                                + trainImages.images().name()
                                + " to train on. Give test images of the same size and channels.");
            }
            return new Pair<>(new ImageDataset(trainImages), new ImageDataset(testImages));
        }
        Dataset<Label> training = new MutableDataset<>(train);
        return new Pair<>(
                training, new ImmutableDataset<>(test, training.getFeatureIDMap(), training.getOutputIDInfo(), false));
    }

    private static String shape(ImageSource source) {
        return source.images().height() + "x" + source.images().width() + "x"
                + source.images().channels();
    }

    private static void requireKnownLabels(Dataset<Label> train, Dataset<Label> test) {
        Set<String> unknown = new TreeSet<>();
        for (Label label : test.getOutputs()) {
            if (!train.getOutputs().contains(label)) {
                unknown.add(label.getLabel());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The images to test on have the labels " + String.join(", ", unknown)
                    + ", which the images to train on lack. Train on images of all labels, or leave those out.");
        }
    }
}
