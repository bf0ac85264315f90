/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.maven.worker.Metrics.Model;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import io.github.tribuocnn.maven.worker.Metrics.Test;
import io.github.tribuocnn.maven.worker.Metrics.Weights;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The content of {@code test.json}: what a test of saved files found, under the names {@link Metrics} has for it.
 *
 * @param dataset what was tested on
 * @param parameters how many numbers the network has
 * @param test how well the images were read
 * @param weights the network
 * @param model its file
 * @param onnx the exported file
 * @param latency how long an answer takes
 */
record Evaluation(
        Dataset dataset, int parameters, Test test, Weights weights, Model model, Onnx onnx, Latency latency) {

    /**
     * The test images.
     *
     * @param name {@code mnist} or {@code synthetic}
     * @param testImages how many
     * @param testSha256 hash of them and their labels
     */
    record Dataset(String name, int testImages, String testSha256) {}

    void write(Path file) throws IOException {
        Metrics.write(this, file);
    }
}
