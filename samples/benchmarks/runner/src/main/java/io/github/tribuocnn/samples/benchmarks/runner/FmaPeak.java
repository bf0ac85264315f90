/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Measures how many float32 operations a second the processor can do at most: fused multiply-adds between registers alone, in
 * enough independent chains to hide their latency, on one core and on all that are asked for.
 */
final class FmaPeak {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int LENGTH = 20_000;
    private static final long ROUND_NANOS = 100_000_000;
    private static final int ROUNDS = 15;

    private FmaPeak() {}

    /**
     * Prints a line for one thread and one for as many as are asked for: threads and GFLOP/s, the best of several rounds.
     *
     * @param arguments the number of threads
     * @throws Exception if a thread fails
     */
    public static void main(String[] arguments) throws Exception {
        int most = Integer.parseInt(arguments[0]);
        for (int threads : most == 1 ? new int[] {1} : new int[] {1, most}) {
            System.out.printf(Locale.ROOT, "%d %.1f%n", threads, measure(threads));
        }
    }

    private static double measure(int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<Double>> work = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    work.add(FmaPeak::operationsPerNano);
                }
                double sum = 0;
                for (Future<Double> one : pool.invokeAll(work)) {
                    sum += one.get();
                }
                best = Math.max(best, sum);
            }
            return best;
        } finally {
            pool.shutdown();
        }
    }

    private static double operationsPerNano() {
        float[] sink = new float[SPECIES.length()];
        long began = System.nanoTime();
        long calls = 0;
        long nanos = 0;
        while (nanos < ROUND_NANOS) {
            chains(sink);
            calls++;
            nanos = System.nanoTime() - began;
        }
        if (!Float.isFinite(sink[0])) {
            throw new IllegalStateException("The chains ran away to " + sink[0]);
        }
        return 2.0 * SPECIES.length() * CHAINS * LENGTH * calls / nanos;
    }

    /** Each chain is x = x·a + b with a below 1, so that it converges and meets neither infinity nor denormal numbers. */
    private static void chains(float[] sink) {
        FloatVector a = FloatVector.broadcast(SPECIES, 0.75f);
        FloatVector b = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector x0 = FloatVector.fromArray(SPECIES, sink, 0);
        FloatVector x1 = x0.add(a);
        FloatVector x2 = x1.add(a);
        FloatVector x3 = x2.add(a);
        FloatVector x4 = x3.add(a);
        FloatVector x5 = x4.add(a);
        FloatVector x6 = x5.add(a);
        FloatVector x7 = x6.add(a);
        FloatVector x8 = x7.add(a);
        FloatVector x9 = x8.add(a);
        FloatVector x10 = x9.add(a);
        FloatVector x11 = x10.add(a);
        for (int i = 0; i < LENGTH; i++) {
            x0 = x0.fma(a, b);
            x1 = x1.fma(a, b);
            x2 = x2.fma(a, b);
            x3 = x3.fma(a, b);
            x4 = x4.fma(a, b);
            x5 = x5.fma(a, b);
            x6 = x6.fma(a, b);
            x7 = x7.fma(a, b);
            x8 = x8.fma(a, b);
            x9 = x9.fma(a, b);
            x10 = x10.fma(a, b);
            x11 = x11.fma(a, b);
        }
        x0.add(x1)
                .add(x2)
                .add(x3)
                .add(x4)
                .add(x5)
                .add(x6)
                .add(x7)
                .add(x8)
                .add(x9)
                .add(x10)
                .add(x11)
                .mul(1e-3f)
                .intoArray(sink, 0);
    }
}
