/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How the cost of our training grows: one thing is varied at a time, each case in a JVM of its own. Where cost grows in
 * proportion, images/s stays level over images and batches, and GFLOP/s over channels; a cliff would show as a dip.
 *
 * @param benchmarks the folder of this sample
 * @param jvm how to start the processes
 * @param corpus the digits
 * @param scratch where processes find them
 * @param effort the least digits to warm up with, and again to measure with
 */
record ScalingStudy(Path benchmarks, Jvm jvm, Corpus corpus, Path scratch, int effort, Consumer<String> progress) {

    private static final int IMAGES = 12_000;
    private static final int BATCH = 32;

    /**
     * One row of the table.
     *
     * @param name what is varied, and its value
     * @param network the architecture, empty for the reference network
     */
    record Case(String name, int images, int batch, int threads, String network) {

        Architecture architecture() {
            return network.isEmpty()
                    ? Architecture.reference()
                    : Architecture.parse(network, new ImageShape(Digits.SIDE, Digits.SIDE, 1));
        }
    }

    /** All cases: images, channels, batches, threads. */
    static List<Case> cases(int threads) {
        List<Case> cases = new ArrayList<>();
        for (int images : new int[] {1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000}) {
            cases.add(new Case(String.format(Locale.ROOT, "%,d images", images), images, BATCH, threads, ""));
        }
        for (int channels : new int[] {8, 12, 16, 24, 31, 32, 33, 48, 64, 96, 100, 128}) {
            cases.add(new Case(channels + " channels", IMAGES, BATCH, threads, network(channels)));
        }
        for (int batch = 1; batch <= 512; batch *= 2) {
            cases.add(new Case("batch " + batch, IMAGES, batch, threads, ""));
        }
        IntStream.rangeClosed(1, threads)
                .forEach(count ->
                        cases.add(new Case(count + (count == 1 ? " thread" : " threads"), IMAGES, BATCH, count, "")));
        return cases;
    }

    private static String network(int channels) {
        return "conv " + channels + " 3x3 relu, maxpool 2, conv " + channels
                + " 3x3 relu, maxpool 2, flatten, dense 100 relu, dense 10";
    }

    /** Runs cases, and writes the table. */
    String table(List<Case> cases) throws IOException {
        Table table = new Table("", "parameters", "images/s", "s an epoch", "MFLOP an image", "GFLOP/s");
        for (Case one : cases) {
            double imagesPerSecond = measure(one);
            Architecture architecture = one.architecture();
            long operations = new Arithmetic(architecture).training();
            table.add(
                    one.name(),
                    String.format(Locale.ROOT, "%,d", architecture.parameterCount()),
                    String.format(Locale.ROOT, "%,.0f", imagesPerSecond),
                    String.format(Locale.ROOT, "%.3f", one.images() / imagesPerSecond),
                    String.format(Locale.ROOT, "%.3f", operations * 1e-6),
                    String.format(Locale.ROOT, "%.1f", operations * imagesPerSecond * 1e-9));
            progress.accept(String.format(Locale.ROOT, "%s: %,.0f images/s", one.name(), imagesPerSecond));
        }
        return table.toString();
    }

    /** Images a second in the median epoch, after warming up. */
    private double measure(Case one) throws IOException {
        int images = corpus.write(scratch, one.images(), one.batch());
        int warmUp = Math.max(1, ceiling(effort, images));
        int rounds = Math.max(3, ceiling(effort, images));
        Settings settings = new Settings(warmUp + rounds, one.batch(), one.threads(), one.network());
        try (ContestantProcess process = ContestantProcess.start(Contestant.OURS, jvm, benchmarks, scratch, settings)) {
            for (int i = 0; i < warmUp; i++) {
                process.epoch();
            }
            DescriptiveStatistics speeds = new DescriptiveStatistics();
            for (int i = 0; i < rounds; i++) {
                speeds.addValue(images / process.epoch());
            }
            return speeds.getPercentile(50);
        }
    }

    private static int ceiling(int total, int each) {
        return (total + each - 1) / each;
    }
}
