/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.augment.Elastic;
import io.github.tribuocnn.cnn.augment.Erasing;
import io.github.tribuocnn.cnn.augment.Noise;
import io.github.tribuocnn.cnn.augment.Rotation;
import io.github.tribuocnn.cnn.augment.Scale;
import io.github.tribuocnn.cnn.augment.Shear;
import io.github.tribuocnn.cnn.augment.Shift;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Classifier;
import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.ClipByNorm;
import io.github.tribuocnn.cnn.optim.CosineDecay;
import io.github.tribuocnn.cnn.optim.WarmUp;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Until C2 has compiled the kernels, vectors are objects and the first steps allocate. So each test repeats its work
 * until it runs without allocating, and fails if that moment never comes.
 */
@Tag("fresh-jvm")
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final Architecture NETWORK =
            Architecture.parse("conv 8 3x3 relu, maxpool 2, conv 7 2x2, flatten, dense 12 relu, dense 4", SHAPE);
    private static final Architecture GENERAL = Architecture.parse(
            "conv 6 3x3 stride 2 same relu, conv 18 2x3 groups 2, depthwise 2x2 same relu, maxpool 3 stride 2 same,"
                    + " avgpool 2 stride 1, conv 5 1x1, globalavgpool, dense 4",
            SHAPE);
    private static final Architecture BLOCKS = Architecture.parse(
            "conv 6 3x3 gelu l2 0.001, batchnorm, dropout 0.2, residual(conv 6 1x1 silu, conv 6 1x1), maxpool 2, flatten,"
                    + " dense 5 elu, activation tanh, dense 4",
            SHAPE);

    /** Products of 7 vectors of 512 bits, which are worked on 4 and 3 at a time, and a layer that is divided. */
    private static final Architecture WIDE =
            Architecture.parse("conv 16 2x2 relu, maxpool 2, flatten, dense 112 relu, dense 64 relu, dense 4", SHAPE);

    private static final int BATCH = 8;
    private static final int STEPS = 200;
    private static final int MOST_TRIES = 100;

    /** An object takes 16 bytes at least. An epoch makes a few, about 1,100 bytes however long it is; a step must not. */
    private static final long FEWER_THAN_A_STEP_EACH = STEPS * 8L;

    /** From Java 21 on, StrictMath itself makes an array of two doubles for a cosine or a tangent. */
    private static final long AN_ANGLE = Runtime.version().feature() >= 21 ? 32 : 0;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "scalar"})
    void aStepAllocatesNothingOnTheCallingThread(String kernel) {
        assertFallsTo(FEWER_THAN_A_STEP_EACH, () -> lastEpoch(kernel, 1, TrainingOptions.builder()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "scalar"})
    void aStepAllocatesNothingOnAnyThread(String kernel) {
        assertFallsTo(FEWER_THAN_A_STEP_EACH, () -> lastEpoch(kernel, 3, TrainingOptions.builder()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "scalar"})
    void aStepWithAllThatOptimisersOfferAllocatesNothing(String kernel) {
        assertFallsTo(
                FEWER_THAN_A_STEP_EACH + STEPS * AN_ANGLE,
                () -> lastEpoch(
                        kernel,
                        2,
                        TrainingOptions.builder()
                                .optimiser(new AdamW())
                                .schedule(WarmUp.ofFraction(0.1, new CosineDecay()))
                                .clipping(new ClipByNorm(0.01))
                                .averagingDecay(0.99)
                                .labelSmoothing(0.1)));
    }

    @Test
    void activationsNormalisationDropoutAndResidualsAllocateNothing() {
        assertFallsTo(FEWER_THAN_A_STEP_EACH, () -> lastEpoch(BLOCKS, "scalar", 2, TrainingOptions.builder()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "scalar"})
    void layersOfEveryKindAllocateNothing(String kernel) {
        assertFallsTo(FEWER_THAN_A_STEP_EACH, () -> lastEpoch(GENERAL, kernel, 2, TrainingOptions.builder()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void dividedLayersAllocateNothing(int threads) {
        assertFallsTo(FEWER_THAN_A_STEP_EACH, () -> lastEpoch(WIDE, "auto", threads, TrainingOptions.builder()));
    }

    @Test
    void varyingTheImagesAllocatesNothing() {
        Augmentation everything = Augmentation.of(
                new Shift(1),
                new Rotation(10),
                new Scale(10, 5),
                new Shear(5),
                new Elastic(0.5),
                new Erasing(50),
                new Noise(3));
        assertFallsTo(
                FEWER_THAN_A_STEP_EACH + STEPS * BATCH * AN_ANGLE,
                () -> lastEpoch(NETWORK, "auto", 2, TrainingOptions.builder().augmentation(everything)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "scalar"})
    void predictionAllocatesNothing(String kernel) {
        assertPredictsWithoutAllocating(NETWORK, kernel);
    }

    @Test
    void predictionWithManyWeightsAllocatesNothing() {
        assertPredictsWithoutAllocating(WIDE, "auto");
    }

    private static void assertPredictsWithoutAllocating(Architecture network, String kernel) {
        float[] weights = new float[network.parameterCount()];
        Arrays.fill(weights, 0.01f);
        Classifier classifier = new Classifier(network, weights, KernelProvider.select(kernel));
        float[] images = new float[40 * SHAPE.size()];
        float[] probabilities = new float[40 * network.outputs()];

        assertFallsTo(0, () -> {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int call = 0; call < 100; call++) {
                classifier.probabilities(images, 1 + call % 40, probabilities);
            }
            return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        });
    }

    /** The bytes that all threads of a run allocate from the end of its second epoch to the end of its third. */
    private static long lastEpoch(String kernel, int threads, TrainingOptions.Builder recipe) {
        return lastEpoch(NETWORK, kernel, threads, recipe);
    }

    private static long lastEpoch(Architecture network, String kernel, int threads, TrainingOptions.Builder recipe) {
        Kernels kernels = KernelProvider.select(kernel);
        GeneratedImages images = GeneratedImages.of(SHAPE, STEPS * BATCH, 4, 5);
        TrainingOptions options =
                recipe.epochs(3).batchSize(BATCH).threads(threads).seed(9).build();
        long[] allocated = new long[3];
        new TrainingLoop(network, kernels, options).train(images, null, new TrainingListener() {
            @Override
            public void epochEnded(EpochMetrics metrics) {
                allocated[metrics.epoch() - 1] = allocatedByCrew(threads);
            }
        });
        return allocated[2] - allocated[1];
    }

    private static long allocatedByCrew(int threads) {
        Thread[] running = new Thread[Thread.activeCount() + 8];
        int count = Thread.enumerate(running);
        long[] workers = Arrays.stream(running, 0, count)
                .filter(thread -> thread.getName().startsWith("tribuo-cnn-"))
                .mapToLong(Thread::getId)
                .toArray();
        // those of a run before may be ending; those of this run are all there
        assertTrue(workers.length >= threads - 1, workers.length + " workers, expected " + (threads - 1));
        long[] newest = LongStream.of(workers)
                .sorted()
                .skip(workers.length - (threads - 1))
                .toArray();
        long caller = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        return caller + LongStream.of(THREADS.getThreadAllocatedBytes(newest)).sum();
    }

    private static void assertFallsTo(long bound, LongSupplier bytes) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_TRIES && least > bound; attempt++) {
            least = Math.min(least, bytes.getAsLong());
        }
        assertTrue(least <= bound, least + " bytes at least, expected at most " + bound);
    }
}
