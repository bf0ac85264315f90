/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The JVM of one competitor. It says {@code ready NAME} after the first step, then answers each line of its standard input
 * with one line, and ends when there are no more:
 *
 * <table>
 * <caption>Lines</caption>
 * <tr><td>{@code epoch}</td><td>{@code epoch SECONDS}</td></tr>
 * <tr><td>{@code memory}</td><td>{@code memory BYTES}, the most that ever was resident</td></tr>
 * <tr><td>{@code accuracy}</td><td>{@code accuracy FRACTION}</td></tr>
 * </table>
 */
public final class Worker {

    /** The file of the digits to learn from, in the folder that {@link #main} is given. */
    public static final String TRAINING_FILE = "training.digits";

    /** The file of the digits to be measured on. */
    public static final String TEST_FILE = "test.digits";

    private final PrintStream answers;

    private Worker(PrintStream answers) {
        this.answers = answers;
    }

    /**
     * Runs a competitor.
     *
     * @param arguments the class of a {@link Competitor.Entry}, the folder of the digits, then {@link Settings#arguments}
     * @throws Exception what the competitor throws; it ends the process
     */
    public static void main(String[] arguments) throws Exception {
        Worker worker = new Worker(System.out);
        // libraries that print must not break the protocol
        System.setOut(System.err);
        List<String> given = List.of(arguments);
        Competitor.Entry entry = Class.forName(given.get(0))
                .asSubclass(Competitor.Entry.class)
                .getDeclaredConstructor()
                .newInstance();
        Path folder = Path.of(given.get(1));
        Settings settings = Settings.parse(given.subList(2, given.size()));
        Competitor competitor = entry.enter(
                settings, Digits.read(folder.resolve(TRAINING_FILE)), Digits.read(folder.resolve(TEST_FILE)));
        competitor.firstStep();
        worker.answer("ready", competitor.name());
        worker.serve(competitor);
        // some libraries leave threads behind that would keep the process alive
        System.exit(0);
    }

    private void serve(Competitor competitor) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "epoch" -> answer(command, seconds(competitor));
                case "memory" -> answer(command, Long.toString(peakMemory()));
                case "accuracy" -> answer(command, Double.toString(competitor.accuracy()));
                default ->
                    throw new IllegalArgumentException(
                            "The command is \"" + command + "\", expected epoch, memory or accuracy");
            }
        }
    }

    private static String seconds(Competitor competitor) throws Exception {
        long began = System.nanoTime();
        competitor.epoch();
        return String.format(Locale.ROOT, "%.9f", (System.nanoTime() - began) * 1e-9);
    }

    /** The high-water mark of the resident set, Java heap and native memory together; Linux only. */
    private static long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kilobytes -> 1024 * Long.parseLong(kilobytes))
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no line VmHWM"));
    }

    private void answer(String command, String value) {
        answers.println(command + " " + value);
        answers.flush();
    }
}
