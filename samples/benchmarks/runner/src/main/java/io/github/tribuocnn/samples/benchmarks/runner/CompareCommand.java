/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.nio.file.Path;
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

    @Override
    public Integer call() throws Exception {
        Path folder = DigitFolder.temporary();
        DigitFolder digits = DigitFolder.fill(folder, data.dataset(), images, data.batch());
        Comparison.Schedule schedule = new Comparison.Schedule(digits.trainingSize(), warmUp, rounds, data.batch());
        Jvm jvm = machine.jvm();
        System.out.printf(
                Locale.ROOT,
                "%s%n%,d digits (%s) a round, batch %d, %d threads, Adam; %d rounds after %d of warm-up%n%n",
                MachineFacts.text(jvm),
                digits.trainingSize(),
                digits.dataset(),
                data.batch(),
                jvm.threads(),
                rounds,
                warmUp);
        List<Outcome> outcomes =
                new Comparison(machine.benchmarks(), folder, jvm, schedule, System.err::println).run(contestants);
        System.out.println(ComparisonTable.of(outcomes, schedule.epochs()));
        return 0;
    }
}
