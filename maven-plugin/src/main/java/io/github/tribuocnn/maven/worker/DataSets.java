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
import java.util.Map;

/** Gets the images a request asks for. */
final class DataSets {
    private static final int MNIST_TRAIN_IMAGES = 60_000;

    private final TrainingRequest request;
    private final Events events;

    /** @param events told of downloads */
    DataSets(TrainingRequest request, Events events) {
        this.request = request;
        this.events = events;
    }

    /**
     * Loads the images.
     *
     * @throws WorkException if they cannot be had, or are not what they should be
     */
    DigitData load() throws WorkException, IOException {
        Path environmentFolder = request.environmentDirectory();
        Mnist mnist = Mnist.builder()
                .dataDirectory(request.dataDirectory())
                .environment(
                        environmentFolder == null
                                ? Map.of()
                                : Map.of(Mnist.DIRECTORY_VARIABLE, environmentFolder.toString()))
                .cacheDirectory(request.cacheDirectory())
                .offline(request.offline())
                .userAgent("mnist-cnn-maven-plugin")
                .progress(line -> events.say(Level.INFO, "%s", line))
                .build();
        try {
            return data(DigitSources.choose(DatasetChoice.parse(request.dataset()), mnist, request.trainLimit()));
        } catch (InvalidDataException | MnistUnavailableException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
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
