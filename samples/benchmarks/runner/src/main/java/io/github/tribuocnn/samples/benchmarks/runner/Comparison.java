/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * Contestants that take turns: each trains one epoch, then the next does, round after round, so that a disturbance of the
 * machine meets all of them. All processes live until the end; those that wait must be idle, which is watched.
 *
 * @param benchmarks the folder of this sample
 * @param digits the folder with the digits
 * @param jvm how to start the processes
 * @param schedule how many rounds, of how many images
 */
record Comparison(Path benchmarks, Path digits, Jvm jvm, Schedule schedule, Consumer<String> progress) {

    /** Time for threads that spin before they sleep, as OpenMP's do after each piece of work. */
    private static final long SETTLE_MILLIS = 400;

    /**
     * How much is trained and how much of that is measured.
     *
     * @param images digits an epoch
     * @param warmUp epochs that do not count
     * @param rounds epochs that count, at least 1
     * @param batchSize digits a step
     */
    record Schedule(int images, int warmUp, int rounds, int batchSize) {

        /** Epochs of each contestant. */
        int epochs() {
            return warmUp + rounds;
        }
    }

    /** Lets the contestants train. */
    List<Outcome> run(List<Contestant> contestants) throws IOException, InterruptedException {
        Settings settings = new Settings(schedule.epochs(), schedule.batchSize(), jvm.threads(), "");
        Deque<ContestantProcess> processes = new ArrayDeque<>();
        try {
            for (Contestant contestant : contestants) {
                ContestantProcess process = ContestantProcess.start(contestant, jvm, benchmarks, digits, settings);
                processes.add(process);
                say("%s is ready after %.2f s", process.name(), process.secondsToFirstStep());
            }
            return outcomes(List.copyOf(processes));
        } finally {
            processes.forEach(ContestantProcess::close);
        }
    }

    private List<Outcome> outcomes(List<ContestantProcess> processes) throws IOException, InterruptedException {
        List<DescriptiveStatistics> rounds = new ArrayList<>();
        processes.forEach(process -> rounds.add(new DescriptiveStatistics()));
        for (int epoch = 0; epoch < schedule.epochs(); epoch++) {
            for (int i = 0; i < processes.size(); i++) {
                double imagesPerSecond = turn(processes, processes.get(i));
                boolean counts = epoch >= schedule.warmUp();
                say(
                        "round %d%s: %s, %,.0f images/s",
                        epoch + 1, counts ? "" : " (warm-up)", processes.get(i).name(), imagesPerSecond);
                if (counts) {
                    rounds.get(i).addValue(imagesPerSecond);
                }
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            ContestantProcess process = processes.get(i);
            // memory first: predicting is not what was asked
            long memory = process.memory();
            outcomes.add(new Outcome(
                    process.name(),
                    !process.contestant().isOurs(),
                    rounds.get(i),
                    process.accuracy(),
                    memory,
                    process.secondsToFirstStep(),
                    process.contestant().download(benchmarks)));
        }
        return outcomes;
    }

    private double turn(List<ContestantProcess> all, ContestantProcess one) throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        Duration before = processorTimeOfOthers(all, one);
        double seconds = one.epoch();
        double stolen = processorTimeOfOthers(all, one).minus(before).toMillis() * 1e-3;
        if (stolen > 0.02 * seconds + 0.02) {
            say("others used %.2f s of processor time while %s trained for %.2f s", stolen, one.name(), seconds);
        }
        return schedule.images() / seconds;
    }

    private static Duration processorTimeOfOthers(List<ContestantProcess> all, ContestantProcess one) {
        return all.stream()
                .filter(process -> process != one)
                .map(ContestantProcess::processorTime)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void say(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }
}
