/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "run",
        description = "Measures tribuo-cnn beside other Java libraries, and the machine under both.",
        mixinStandardHelpOptions = true,
        subcommands = {CompareCommand.class, ScalingCommand.class, PredictCommand.class, PeakCommand.class})
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs a command and ends the program with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println(failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments));
    }
}
