/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.cnn.data.DatasetChoice;
import picocli.CommandLine.Option;

/** Options about the digits. */
final class DataOptions {

    @Option(
            names = "--dataset",
            description = "mnist (from MNIST_DIR, the cache or the internet), synthetic, or auto for the first of them"
                    + " that can be had; default ${DEFAULT-VALUE}.")
    private DatasetChoice dataset = DatasetChoice.MNIST;

    DatasetChoice dataset() {
        return dataset;
    }
}
