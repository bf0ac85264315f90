/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.cnn.arch.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the reference network with every contestant in turn. */
@Command(
        name = "compare",
        description = "Trains the reference network with every contestant, in turns, and prints a table.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--contestants",
            split = ",",
            description = "Who takes part, by default all: tribuo-cnn, tribuo-cnn-avx2, tribuo-cnn-scalar, djl-pytorch,"
                    + " tensorflow, tribuo-tensorflow, dl4j.",
            converter = ContestantName.class)
    private List<Contestant> contestants = Contestant.ALL;

    @Option(names = "--images", description = "Digits a round, default ${DEFAULT-VALUE}.")
    private int images = 12_000;

    @Option(names = "--warm-up", description = "Rounds before those that count, default ${DEFAULT-VALUE}.")
    private int warmUp = 3;

    @Option(names = "--rounds", description = "Rounds that count, default ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(names = "--batch", description = "Digits a step, default ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Override
    public Integer call() throws Exception {
        Jvm jvm = machine.jvm();
        try (Scratch scratch = new Scratch()) {
            Corpus corpus = Corpus.load(data.dataset(), images);
            int size = corpus.write(scratch.folder(), images, batch);
            Comparison.Schedule schedule = new Comparison.Schedule(size, warmUp, rounds, batch);
            System.out.printf(
                    Locale.ROOT,
                    "%s%n%,d digits (%s) a round, batch %d, %d threads, Adam; %d rounds after %d of warm-up%n%n",
                    MachineFacts.text(jvm),
                    size,
                    corpus.name(),
                    batch,
                    jvm.threads(),
                    rounds,
                    warmUp);
            Comparison comparison =
                    new Comparison(machine.benchmarks(), scratch.folder(), jvm, schedule, System.err::println);
            List<Outcome> outcomes = comparison.run(contestants);
            System.out.println(ComparisonTable.of(outcomes, schedule.epochs()));
            printShareOfPeak(outcomes, jvm);
        }
        return 0;
    }

    private static void printShareOfPeak(List<Outcome> outcomes, Jvm jvm) throws Exception {
        List<Peak> peaks = Peak.measure(jvm);
        Peak peak = peaks.get(peaks.size() - 1);
        long operations = new Arithmetic(Architecture.reference()).training();
        outcomes.stream()
                .filter(outcome -> !outcome.peer())
                .forEach(outcome -> System.out.println(
                        outcome.name() + ": " + peak.reachedBy(outcome.imagesPerSecond(), operations)));
    }
}
