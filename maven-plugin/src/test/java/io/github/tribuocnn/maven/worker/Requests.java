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
                learningRate,
                1,
                threads,
                kernel,
                trainLimit,
                validationFraction);
    }
}
