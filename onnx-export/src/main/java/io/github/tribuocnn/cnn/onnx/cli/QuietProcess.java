/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same program in a JVM that keeps ONNX Runtime from calling home. From 1.29 on its library does so when it is loaded,
 * and only the environment of the process reaches it in time.
 */
final class QuietProcess {
    /** What ONNX Runtime looks for; any value that is set is left alone. */
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private QuietProcess() {}

    /** Whether this JVM already is one, or its user has decided. */
    static boolean isHere() {
        return System.getenv(VARIABLE) != null;
    }

    /** Runs the program there and returns its exit code. */
    static int run(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(command(arguments)).inheritIO();
        process.environment().put(VARIABLE, "1");
        return process.start().waitFor();
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OnnxCommand.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
