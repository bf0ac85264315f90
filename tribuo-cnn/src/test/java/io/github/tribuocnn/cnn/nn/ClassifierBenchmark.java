/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.SyntheticDigits;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Prediction with the reference network: the time of one image, and images a second of batches. JMH's {@code -t} adds callers. */
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsPrepend = {"--add-modules", "jdk.incubator.vector"})
public class ClassifierBenchmark {

    private static final int BATCH = 1000;
    private static final int BLOCK = 32;

    /** As the trainer's property {@code kernel} names it. */
    @Param({"vector", "scalar"})
    public String kernel = "vector";

    private final float[] images = pixels();
    private final float[] probabilities =
            new float[BATCH * Architecture.reference().outputs()];
    private Classifier classifier = classifier("scalar");

    private static float[] pixels() {
        ImageSet digits = SyntheticDigits.images(1, BATCH);
        float[] pixels = new float[BATCH * digits.imageBytes()];
        for (int i = 0; i < BATCH; i++) {
            digits.copyPixels(i, 255f, pixels, i * digits.imageBytes());
        }
        return pixels;
    }

    private static Classifier classifier(String kernel) {
        Architecture architecture = Architecture.reference();
        return new Classifier(architecture, InitialWeights.draw(architecture, 1), KernelProvider.select(kernel));
    }

    /** Refuses kernels that predict something else. */
    @Setup
    public void check() {
        Architecture architecture = Architecture.reference();
        float[] expected = new float[probabilities.length];
        new Classifier(architecture, InitialWeights.draw(architecture, 1), new ScalarKernels())
                .probabilities(images, BATCH, expected);
        classifier = classifier(kernel);
        classifier.probabilities(images, BATCH, probabilities);
        int difference = Arrays.mismatch(expected, probabilities);
        if (difference >= 0) {
            throw new IllegalStateException("Probability " + difference + " is " + probabilities[difference]
                    + ", expected " + expected[difference]);
        }
    }

    /**
     * One image alone.
     * @return The probabilities, for JMH to consume.
     */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public float[] oneImage() {
        classifier.probabilities(images, 1, probabilities);
        return probabilities;
    }

    /**
     * A small batch.
     * @return The probabilities, for JMH to consume.
     */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(BLOCK)
    public float[] batchOf32() {
        classifier.probabilities(images, BLOCK, probabilities);
        return probabilities;
    }

    /**
     * A large batch.
     * @return The probabilities, for JMH to consume.
     */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(BATCH)
    public float[] batchOf1000() {
        classifier.probabilities(images, BATCH, probabilities);
        return probabilities;
    }
}
