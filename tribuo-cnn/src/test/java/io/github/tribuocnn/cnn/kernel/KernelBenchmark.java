/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Each kernel alone, on one thread, once its answer has been checked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsPrepend = {"--add-modules", "jdk.incubator.vector"})
public class KernelBenchmark {

    /** The work; JMH runs all. */
    @Param
    public KernelCase work = KernelCase.CONV1_POOLED;

    /** As the trainer's property {@code kernel} names it. */
    @Param({"vector", "scalar"})
    public String kernel = "vector";

    private Kernels kernels = new ScalarKernels();
    private KernelCase.Work prepared = work.prepare();

    /** Refuses kernels that are fast and wrong. */
    @Setup
    public void check() {
        kernels = KernelProvider.select(kernel);
        prepared = work.prepare();
        KernelCase.Work expected = work.prepare();
        expected.run(new ScalarKernels());
        prepared.run(kernels);
        int difference = Arrays.mismatch(expected.result(), prepared.result());
        if (difference >= 0) {
            throw new IllegalStateException(kernels.name() + " gives " + prepared.result()[difference] + " at "
                    + difference + " of " + work + ", expected " + expected.result()[difference]);
        }
    }

    /**
     * One call of the kernel.
     * @return What it wrote, for JMH to consume.
     */
    @Benchmark
    public float[] run() {
        prepared.run(kernels);
        return prepared.result();
    }
}
