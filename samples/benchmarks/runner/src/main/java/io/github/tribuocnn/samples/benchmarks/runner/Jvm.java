/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How to start the JVMs that are measured.
 *
 * @param home the folder of the JDK
 * @param arguments given to each, before those of the competitor
 * @param threads what native libraries are told to compute with
 */
record Jvm(Path home, List<String> arguments, int threads) {

    static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector");

    /**
     * Prepares a process.
     *
     * @param own arguments of this JVM alone
     * @param classPath what it can load
     * @param mainClass what it runs
     * @param mainArguments what that is given
     */
    ProcessBuilder process(List<String> own, String classPath, Class<?> mainClass, List<String> mainArguments) {
        List<String> command = Stream.of(
                        List.of(home.resolve("bin/java").toString(), "--enable-native-access=ALL-UNNAMED"),
                        arguments,
                        own,
                        List.of("-cp", classPath, mainClass.getName()),
                        mainArguments)
                .flatMap(List::stream)
                .toList();
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS").forEach(environment::remove);
        String count = Integer.toString(threads);
        environment.put("OMP_NUM_THREADS", count);
        environment.put("OPENBLAS_NUM_THREADS", count);
        environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
        environment.put("DJL_OFFLINE", "true");
        environment.put("OPT_OUT_TRACKING", "true");
        environment.put("ORT_DISABLE_TELEMETRY", "1");
        return process;
    }

    /**
     * Runs a main class of this program with the vector module and shows what it prints.
     *
     * @throws IOException if it can't be started or fails
     */
    String output(Class<?> mainClass, List<String> mainArguments) throws IOException, InterruptedException {
        Process process = process(VECTOR, System.getProperty("java.class.path"), mainClass, mainArguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(mainClass.getSimpleName() + " ended with exit code " + process.exitValue()
                    + "; what it said stands above");
        }
        return text;
    }
}
