/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.arch.Architecture;
import java.nio.file.Path;
import java.util.List;

/** Requests for tests: small, synthetic, without the network. */
public final class Requests {
    private Requests() {}

    public static TrainingRequest synthetic() {
        return withEpochs(1);
    }

    public static TrainingRequest withEpochs(int epochs) {
        return of("synthetic", Architecture.REFERENCE_TEXT, epochs, "auto", 32, 0.001, 0, 200, 0.1);
    }

    /** Images without the network. */
    public static DataRequest data(String dataset) {
        return new DataRequest(dataset, null, null, Path.of("no-cache").toAbsolutePath(), true, List.of(), 30);
    }

    /** Metrics that only look like a training's. */
    public static Metrics metrics() {
        return metricsOf(synthetic());
    }

    /** Metrics that only look like those of a training as it was asked for. */
    static Metrics metricsOf(TrainingRequest request) {
        String hash = "01".repeat(32);
        return new Metrics(
                new Metrics.Dataset("synthetic", 200, 200, 20, 100, hash, hash),
                request.recipe(),
                request.architecture(),
                46_054,
                request.seed(),
                request.epochs(),
                request.batchSize(),
                request.learningRate(),
                request.optimiser(),
                request.schedule(),
                request.augmentation(),
                1,
                "none",
                "17",
                new Metrics.Test(
                        100,
                        0.97,
                        0.9,
                        0.99,
                        0.1,
                        List.of(new Metrics.PerClass("0", 10, 9, 0.9, 1.0, null)),
                        List.of(),
                        List.of(4, 7, 50)),
                new Metrics.Train(1.0, 200.0),
                new Metrics.Weights(hash),
                new Metrics.Model(17),
                new Metrics.Onnx(hash, 4, 0.0, 0, "none"),
                new Latency(0.1, 0.2));
    }

    public static TrainingRequest withRecipe(String recipe) {
        return of(recipe, "synthetic", Architecture.REFERENCE_TEXT, 1, "auto", 32, 0.001, 0, 200, 0.1);
    }

    public static TrainingRequest withDataset(String dataset) {
        return of(dataset, Architecture.REFERENCE_TEXT, 1, "auto", 32, 0.001, 0, 200, 0.1);
    }

    public static TrainingRequest withThreadsAndKernel(int threads, String kernel) {
        return of("synthetic", Architecture.REFERENCE_TEXT, 1, kernel, 32, 0.001, threads, 200, 0.1);
    }

    public static TrainingRequest withLearningRate(double learningRate) {
        return of("auto", 32, learningRate, 1, 200, 0.1);
    }

    static TrainingRequest withArchitecture(String architecture) {
        return of("synthetic", architecture, 1, "auto", 32, 0.001, 0, 200, 0.1);
    }

    static TrainingRequest of(
            String kernel, int batchSize, double learningRate, int threads, int trainLimit, double validationFraction) {
        return of(
                "synthetic",
                Architecture.REFERENCE_TEXT,
                1,
                kernel,
                batchSize,
                learningRate,
                threads,
                trainLimit,
                validationFraction);
    }

    private static TrainingRequest of(
            String dataset,
            String architecture,
            int epochs,
            String kernel,
            int batchSize,
            double learningRate,
            int threads,
            int trainLimit,
            double validationFraction) {
        return of(
                "reference",
                dataset,
                architecture,
                epochs,
                kernel,
                batchSize,
                learningRate,
                threads,
                trainLimit,
                validationFraction);
    }

    private static TrainingRequest of(
            String recipe,
            String dataset,
            String architecture,
            int epochs,
            String kernel,
            int batchSize,
            double learningRate,
            int threads,
            int trainLimit,
            double validationFraction) {
        return new TrainingRequest(
                data(dataset),
                recipe,
                architecture,
                epochs,
                batchSize,
                "adam " + learningRate,
                "constant",
                "none",
                1,
                threads,
                kernel,
                trainLimit,
                validationFraction,
                null);
    }
}
