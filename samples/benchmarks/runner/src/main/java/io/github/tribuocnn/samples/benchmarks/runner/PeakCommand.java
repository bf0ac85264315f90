/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the machine alone. */
@Command(
        name = "peak",
        description = "Measures how many floating-point operations a second fused multiply-adds reach.",
        mixinStandardHelpOptions = true)
final class PeakCommand implements Callable<Integer> {

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Override
    public Integer call() throws Exception {
        Jvm jvm = machine.jvm();
        Table table = new Table("threads", "GFLOP/s");
        for (Peak peak : Peak.measure(jvm)) {
            table.add(Integer.toString(peak.threads()), String.format(Locale.ROOT, "%.1f", peak.gigaflops()));
        }
        System.out.printf("%s%n%n%s", MachineFacts.text(jvm), table);
        return 0;
    }
}
