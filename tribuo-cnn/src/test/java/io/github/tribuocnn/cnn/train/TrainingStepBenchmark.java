/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.SyntheticDigits;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import io.github.tribuocnn.cnn.nn.InitialWeights;
import io.github.tribuocnn.cnn.nn.Network;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Steps of the reference network on batches of 32 digits, in images a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsPrepend = {"--add-modules", "jdk.incubator.vector"})
public class TrainingStepBenchmark {

    private static final int BATCH = 32;
    private static final int IMAGES = 100 * BATCH;
    private static final int CHECKED_STEPS = 3;
    private static final int ENDLESS = 1_000_000;

    /** Threads that share a step, JMH's own included. */
    @Param({"1", "2"})
    public int threads = 1;

    /** As the trainer's property {@code kernel} names it. */
    @Param({"vector", "scalar"})
    public String kernel = "vector";

    /** How the digits are varied, in the text form of augmentations. */
    @Param({"none", "scale 8 6, shear 6, rotation 10, shift 1.5, elastic 0.7"})
    public String augmentation = "none";

    private @Nullable Run run;

    /** Refuses kernels that learn something else. */
    @Setup
    public void check() {
        Augmentation varied = Augmentation.parse(augmentation);
        Run fresh = new Run(KernelProvider.select(kernel), threads, varied);
        try (Run specification = new Run(new ScalarKernels(), 1, varied)) {
            for (int step = 0; step < CHECKED_STEPS; step++) {
                double expected = specification.step();
                double loss = fresh.step();
                if (loss != expected) {
                    throw new IllegalStateException(
                            "The loss of step " + step + " is " + loss + ", expected " + expected);
                }
            }
        }
        run = fresh;
    }

    /** Ends the threads. */
    @TearDown
    public void end() {
        Objects.requireNonNull(run).close();
    }

    /**
     * One step.
     * @return The loss, for JMH to consume.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double step() {
        return Objects.requireNonNull(run).step();
    }

    /** Training that goes on and on over the same digits. */
    private static final class Run implements AutoCloseable {
        private final Crew crew;
        private final TrainingStep step;
        private final int[] order = IntStream.range(0, IMAGES).toArray();
        private int start;

        Run(Kernels kernels, int threads, Augmentation augmentation) {
            Architecture architecture = Architecture.reference();
            Network network = new Network(architecture);
            TrainingOptions options = TrainingOptions.builder()
                    .batchSize(BATCH)
                    .epochs(ENDLESS)
                    .augmentation(augmentation)
                    .threads(threads)
                    .build();
            ParameterUpdate update = ParameterUpdate.start(
                    architecture, network, kernels, options, InitialWeights.draw(architecture, 1));
            crew = new Crew(threads);
            step = new TrainingStep(
                    network, kernels, update, new ImageFeed(new Digits(), kernels, options), options, crew);
        }

        double step() {
            double loss = step.train(order, start, BATCH, 0.001);
            start = (start + BATCH) % IMAGES;
            return loss;
        }

        @Override
        public void close() {
            crew.close();
        }
    }

    private static final class Digits implements TrainingImages {
        private final ImageSet images = SyntheticDigits.images(1, IMAGES);

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(images.height(), images.width(), images.channels());
        }

        @Override
        public void copyPixels(int index, float[] target, int offset) {
            images.copyPixels(index, 255f, target, offset);
        }

        @Override
        public float byteMaximum() {
            return 255f;
        }

        @Override
        public void copyBytes(int index, byte[] target) {
            images.copyPixels(index, target, 0);
        }

        @Override
        public int label(int index) {
            return images.label(index);
        }
    }
}
