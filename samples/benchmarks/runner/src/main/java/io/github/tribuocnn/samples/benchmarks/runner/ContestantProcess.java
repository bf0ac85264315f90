/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import io.github.tribuocnn.samples.benchmarks.competitor.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The JVM of a contestant, seen from outside. */
final class ContestantProcess implements AutoCloseable {

    private final Contestant contestant;
    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final PrintStream commands;
    private final String name;
    private final double secondsToFirstStep;

    private ContestantProcess(Contestant contestant, Process process, Path log, long began) throws IOException {
        this.contestant = contestant;
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.name = answer("ready");
        this.secondsToFirstStep = (System.nanoTime() - began) * 1e-9;
    }

    /**
     * Starts a contestant and waits for its first step.
     *
     * @param benchmarks the folder of this sample
     * @param digits the folder with the digits; the contestant's log is written there
     * @throws IOException if it has not been built, or ends before that
     */
    static ContestantProcess start(Contestant contestant, Jvm jvm, Path benchmarks, Path digits, Settings settings)
            throws IOException {
        Path log = digits.resolve(contestant.id() + ".log");
        List<String> arguments = Stream.concat(
                        Stream.of(contestant.entryClass(), digits.toString()), settings.arguments().stream())
                .toList();
        ProcessBuilder builder = jvm.process(
                        contestant.jvmArguments(),
                        Contestant.text(contestant.classPath(benchmarks)),
                        Worker.class,
                        arguments)
                .redirectError(log.toFile());
        long began = System.nanoTime();
        Process process = builder.start();
        try {
            return new ContestantProcess(contestant, process, log, began);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    Contestant contestant() {
        return contestant;
    }

    /** What it calls itself. */
    String name() {
        return name;
    }

    /** From the start of the JVM to the end of the first step. */
    double secondsToFirstStep() {
        return secondsToFirstStep;
    }

    /** Processor time since the start. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Trains on every digit once, and says how long that took. */
    double epoch() throws IOException {
        return Double.parseDouble(ask("epoch"));
    }

    /** The most memory it has had so far, in bytes. */
    long memory() throws IOException {
        return Long.parseLong(ask("memory"));
    }

    /** The fraction of the test digits it names rightly. */
    double accuracy() throws IOException {
        return Double.parseDouble(ask("accuracy"));
    }

    private String ask(String command) throws IOException {
        commands.println(command);
        return answer(command);
    }

    private String answer(String expected) throws IOException {
        String line = answers.readLine();
        if (line == null || !line.startsWith(expected + " ")) {
            throw new IOException(contestant.id() + " answered "
                    + (line == null ? "nothing and ended" : "\"" + line + "\"") + ", expected \"" + expected
                    + " ...\". Its log ends:\n" + tail());
        }
        return line.substring(expected.length() + 1);
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** Ends the process; it gets a moment to do so by itself. */
    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
