/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * The digits a run trains and tests on.
 *
 * @param name {@code mnist} or {@code synthetic}
 * @param train the images to train on
 * @param test the images to test on
 * @param origin where they come from, for a log line
 * @param fallback if MNIST was wanted and these are synthetic digits: why; the user must be told
 */
public record DigitSources(String name, ImageSource train, ImageSource test, String origin, Optional<String> fallback) {
    /** Synthetic digits to train on, as many as MNIST has. */
    public static final int SYNTHETIC_TRAIN_SIZE = 60_000;

    /** Synthetic digits to test on, as many as MNIST has. */
    public static final int SYNTHETIC_TEST_SIZE = 10_000;

    /** Seed of the synthetic digits to train on; it does not follow the seed of a run, as MNIST does not. */
    public static final long SYNTHETIC_TRAIN_SEED = 1;

    /** Seed of the synthetic digits to test on. */
    public static final long SYNTHETIC_TEST_SEED = 2;

    /**
     * Gets the digits that were chosen.
     *
     * @param choice which
     * @param mnist how to find MNIST; not asked for {@link DatasetChoice#SYNTHETIC}
     * @param trainLimit use the first so many training images only; 0: all
     * @throws IllegalArgumentException if {@code trainLimit} is negative
     * @throws InvalidDataException if a folder for MNIST was given and is wrong, whatever the choice falls back to
     * @throws MnistUnavailableException if MNIST can't be had and nothing else was allowed
     * @throws IOException if reading fails
     */
    public static DigitSources choose(DatasetChoice choice, Mnist mnist, int trainLimit) throws IOException {
        if (trainLimit < 0) {
            throw new IllegalArgumentException("trainLimit is " + trainLimit + ", expected 0 (all images) or more");
        }
        if (choice == DatasetChoice.SYNTHETIC) {
            return synthetic(trainLimit, Optional.empty());
        }
        try {
            IdxSplits files = mnist.find();
            return new DigitSources(
                    files.name(),
                    new IdxImageSource(files.train(), trainLimit, false),
                    new IdxImageSource(files.test(), 0, false),
                    files.origin(),
                    Optional.empty());
        } catch (MnistUnavailableException e) {
            if (choice == DatasetChoice.MNIST) {
                throw e;
            }
            return synthetic(trainLimit, Optional.of(Objects.requireNonNull(e.getMessage())));
        }
    }

    private static DigitSources synthetic(int trainLimit, Optional<String> fallback) {
        int size = trainLimit > 0 ? Math.min(trainLimit, SYNTHETIC_TRAIN_SIZE) : SYNTHETIC_TRAIN_SIZE;
        return new DigitSources(
                "synthetic",
                new SyntheticDigitSource(SYNTHETIC_TRAIN_SEED, size),
                new SyntheticDigitSource(SYNTHETIC_TEST_SEED, SYNTHETIC_TEST_SIZE),
                "drawn by SyntheticDigits",
                fallback);
    }
}
