/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of every command. */
final class MachineOptions {

    @Option(
            names = "--jvm",
            paramLabel = "FOLDER",
            description = "The JDK to measure with; by default the one this program runs on.")
    private Path home = Path.of(System.getProperty("java.home"));

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARGUMENT",
            description = "An argument for each JVM that is measured, such as -XX:UseAVX=2; may be repeated.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--threads",
            description = "Threads to compute with; by default one on each core (here: ${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--benchmarks", hidden = true, description = "The folder of this sample.")
    private Path benchmarks = Path.of("samples/benchmarks");

    Jvm jvm() {
        return new Jvm(home, List.copyOf(arguments), threads);
    }

    Path benchmarks() {
        return benchmarks.toAbsolutePath().normalize();
    }
}
