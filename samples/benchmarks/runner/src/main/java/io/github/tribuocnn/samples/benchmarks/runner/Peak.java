/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The arithmetic peak of the machine.
 *
 * @param threads threads it was measured with
 * @param gigaflops 10<sup>9</sup> float32 operations a second, all threads together; a fused multiply-add is two
 */
record Peak(int threads, double gigaflops) {

    /** Measures in a JVM of its own: one thread, then all. */
    static List<Peak> measure(Jvm jvm) throws IOException, InterruptedException {
        return jvm.output(FmaPeak.class, List.of(Integer.toString(jvm.threads())))
                .lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Peak(Integer.parseInt(parts[0]), Double.parseDouble(parts[1])))
                .toList();
    }

    /** The part of the peak that training at a speed needs, in words. */
    String reachedBy(double imagesPerSecond, long operationsPerImage) {
        double needed = imagesPerSecond * operationsPerImage * 1e-9;
        return String.format(
                Locale.ROOT,
                "%,.0f images/s need %.1f GFLOP/s (%.3f MFLOP an image), %.0f %% of the %.0f GFLOP/s that fused"
                        + " multiply-adds alone reach on %d %s",
                imagesPerSecond,
                needed,
                operationsPerImage * 1e-6,
                100 * needed / gigaflops,
                gigaflops,
                threads,
                threads == 1 ? "thread" : "threads");
    }
}
