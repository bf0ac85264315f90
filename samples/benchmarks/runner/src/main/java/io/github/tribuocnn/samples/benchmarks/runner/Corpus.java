/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.cnn.data.DatasetChoice;
import io.github.tribuocnn.cnn.data.DigitSources;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.Mnist;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.Worker;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The digits that all processes train and test on.
 *
 * @param name {@code mnist} or {@code synthetic}
 */
record Corpus(String name, Digits training, Digits test) {

    /**
     * Gets the digits.
     *
     * @param choice which
     * @param images the most to train on, 0 for all
     * @throws IOException if they can't be had
     */
    static Corpus load(DatasetChoice choice, int images) throws IOException {
        Mnist mnist = Mnist.builder().environment(System.getenv()).build();
        DigitSources sources = DigitSources.choose(choice, mnist, images);
        return new Corpus(
                sources.name(),
                digits(sources.train().images()),
                digits(sources.test().images()));
    }

    static Digits digits(ImageSet images) {
        byte[] pixels = new byte[images.size() * Digits.PIXELS];
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            images.copyPixels(i, pixels, i * Digits.PIXELS);
            labels[i] = Byte.parseByte(images.labelNames().get(images.label(i)));
        }
        return new Digits(pixels, labels);
    }

    /**
     * Puts the digits where processes look for them.
     *
     * @param folder an existing folder
     * @param images the most to train on
     * @param batchSize digits a batch: some competitors can't train on a smaller last one, so only whole ones are written
     * @return digits to train on
     * @throws IOException if writing fails
     * @throws IllegalArgumentException if they don't fill a batch
     */
    int write(Path folder, int images, int batchSize) throws IOException {
        int most = Math.min(images, training.size());
        if (most < batchSize) {
            throw new IllegalArgumentException(most + " digits don't fill a batch of " + batchSize
                    + "; give more digits (--images) or a smaller batch (--batch)");
        }
        int whole = most / batchSize * batchSize;
        training.head(whole).write(folder.resolve(Worker.TRAINING_FILE));
        test.write(folder.resolve(Worker.TEST_FILE));
        return whole;
    }
}
