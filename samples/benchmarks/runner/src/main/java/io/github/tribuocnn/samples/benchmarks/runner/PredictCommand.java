/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares prediction with ONNX Runtime. */
@Command(
        name = "predict",
        description = "Predicts with a trained model and, exported, in ONNX Runtime, in turns.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--rounds", description = "Rounds that count, default ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(names = "--millis", description = "Time for each measurement, default ${DEFAULT-VALUE} ms.")
    private int millis = 200;

    @Override
    public Integer call() throws Exception {
        Jvm jvm = machine.jvm();
        try (Scratch scratch = new Scratch()) {
            Corpus corpus = Corpus.load(data.dataset(), 6_400);
            corpus.write(scratch.folder(), 6_400, 32);
            List<String> arguments = List.of(
                    scratch.folder().toString(),
                    Integer.toString(jvm.threads()),
                    Integer.toString(rounds),
                    Integer.toString(millis));
            String tables = jvm.output(PredictionContest.class, arguments);
            System.out.printf("%s; %s%n%n%s", MachineFacts.text(jvm), corpus.name(), tables);
        }
        return 0;
    }
}
