/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.data.DatasetChoice;
import io.github.tribuocnn.cnn.data.DigitSources;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.InvalidDataException;
import io.github.tribuocnn.cnn.data.Mnist;
import io.github.tribuocnn.cnn.data.MnistUnavailableException;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Gets the images a request asks for.
 *
 * @param request which images, and where they may come from
 * @param events told of downloads
 */
record DataSets(DataRequest request, Events events) {
    private static final int MNIST_TRAIN_IMAGES = 60_000;

    /**
     * Loads the images.
     *
     * @param trainLimit how many images to train on, 0 for all
     * @throws WorkException if they cannot be had, or are not what they should be
     */
    DigitData load(int trainLimit) throws WorkException, IOException {
        try {
            return data(DigitSources.choose(DatasetChoice.parse(request.dataset()), mnist(), trainLimit));
        } catch (InvalidDataException | MnistUnavailableException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Loads the images to test on.
     *
     * @throws WorkException if they cannot be had, or are not what they should be
     */
    DigitData loadForTest() throws WorkException, IOException {
        return load(1);
    }

    /** The search for MNIST. */
    Mnist mnist() {
        Path environmentFolder = request.environmentDirectory();
        return Mnist.builder()
                .dataDirectory(request.dataDirectory())
                .environment(
                        environmentFolder == null
                                ? Map.of()
                                : Map.of(Mnist.DIRECTORY_VARIABLE, environmentFolder.toString()))
                .cacheDirectory(request.cacheDirectory())
                .offline(request.offline())
                .mirrors(request.mirrors().stream().map(Mirror::address).toList())
                .connections(new Proxied(request.mirrors(), System.getenv()))
                .readTimeout(Duration.ofSeconds(request.stallSeconds()))
                .userAgent("mnist-cnn-maven-plugin")
                .progress(line -> events.say(Level.INFO, "%s", line))
                .build();
    }

    private static DigitData data(DigitSources sources) {
        boolean synthetic = sources.name().equals("synthetic");
        return new DigitData(
                sources.name(),
                sources.origin(),
                synthetic ? DigitSources.SYNTHETIC_TRAIN_SIZE : MNIST_TRAIN_IMAGES,
                new ImageDataset(sources.train()),
                sources.test().images(),
                sources.fallback());
    }
}
