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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder where all processes find the same digits.
 *
 * @param path the folder
 * @param dataset {@code mnist} or {@code synthetic}
 * @param trainingSize digits to train on
 */
record DigitFolder(Path path, String dataset, int trainingSize) {

    /**
     * Fills a folder.
     *
     * @param path an existing folder
     * @param choice which digits
     * @param images the most to train on, 0 for all; as many whole batches as that holds are written
     * @param batchSize digits a batch: some competitors cannot train on a smaller last one
     * @throws IOException if the digits can't be had or written
     */
    static DigitFolder fill(Path path, DatasetChoice choice, int images, int batchSize) throws IOException {
        DigitSources sources = DigitSources.choose(
                choice, Mnist.builder().environment(System.getenv()).build(), images);
        Digits all = digits(sources.train().images());
        Digits training = all.head(all.size() / batchSize * batchSize);
        training.write(path.resolve(Worker.TRAINING_FILE));
        digits(sources.test().images()).write(path.resolve(Worker.TEST_FILE));
        return new DigitFolder(path, sources.name(), training.size());
    }

    private static Digits digits(ImageSet images) {
        byte[] pixels = new byte[images.size() * Digits.PIXELS];
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            images.copyPixels(i, pixels, i * Digits.PIXELS);
            labels[i] = Byte.parseByte(images.labelNames().get(images.label(i)));
        }
        return new Digits(pixels, labels);
    }

    /** A new folder that is removed when the program ends well. */
    static Path temporary() throws IOException {
        return Files.createTempDirectory("tribuo-cnn-benchmarks-");
    }
}
