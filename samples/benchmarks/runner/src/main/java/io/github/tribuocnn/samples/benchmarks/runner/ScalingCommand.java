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

/** Shows how the cost of training grows. */
@Command(
        name = "scaling",
        description =
                "Trains with tribuo-cnn alone and shows how the cost grows with images, channels, batch and threads.",
        mixinStandardHelpOptions = true)
final class ScalingCommand implements Callable<Integer> {

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--effort",
            description = "The least digits each case warms up with, and again is measured with; default"
                    + " ${DEFAULT-VALUE}.")
    private int effort = 36_000;

    @Option(
            names = "--only",
            description = "Only the cases whose name contains this: images, channels, batch, thread or a number.")
    private String only = "";

    @Override
    public Integer call() throws Exception {
        Jvm jvm = machine.jvm();
        List<ScalingStudy.Case> cases = ScalingStudy.cases(jvm.threads()).stream()
                .filter(one -> one.name().contains(only))
                .toList();
        try (Scratch scratch = new Scratch()) {
            Corpus corpus = Corpus.load(data.dataset(), 0);
            String table = new ScalingStudy(
                            machine.benchmarks(), jvm, corpus, scratch.folder(), effort, System.err::println)
                    .table(cases);
            System.out.printf("%s; %s%n%n%s", MachineFacts.text(jvm), corpus.name(), table);
        }
        return 0;
    }
}
