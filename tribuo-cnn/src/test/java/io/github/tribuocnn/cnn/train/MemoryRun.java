/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Classifier;
import io.github.tribuocnn.cnn.optim.Optimiser;

/**
 * Trains and predicts, and prints what that takes of the heap: one line, {@code memory} and parameters, predicted and measured bytes. Heap
 * that others use would count too, so this wants a JVM of its own.
 */
final class MemoryRun {

    private MemoryRun() {}

    /**
     * Runs.
     * @param arguments {@code train} or {@code predict}, then the height, width and channels of the images, the layers, the
     *     batch size, the optimiser, the decay of the average and the number of images to validate on.
     */
    public static void main(String[] arguments) {
        ImageShape shape = new ImageShape(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Architecture architecture = Architecture.parse(arguments[4], shape);
        Kernels kernels = KernelProvider.select("scalar");
        boolean training = arguments[0].equals("train");
        long[] predictedAndMeasured = new long[2];
        for (int run = 0; run < 2; run++) {
            // only the second counts: the first also loads classes, and lets go of what the JVM's start left behind
            predictedAndMeasured = training ? train(architecture, kernels, arguments) : predict(architecture, kernels);
        }
        System.out.println("memory " + architecture.parameterCount() + " " + predictedAndMeasured[0] + " "
                + predictedAndMeasured[1]);
    }

    private static long[] train(Architecture architecture, Kernels kernels, String[] arguments) {
        int batch = Integer.parseInt(arguments[5]);
        int validating = Integer.parseInt(arguments[8]);
        TrainingOptions options = TrainingOptions.builder()
                .epochs(1)
                .threads(1)
                .batchSize(batch)
                .optimiser(Optimiser.parse(arguments[6]))
                .averagingDecay(Double.parseDouble(arguments[7]))
                .build();
        GeneratedImages images = GeneratedImages.of(architecture.input(), batch, 2, 1);
        GeneratedImages validation =
                validating == 0 ? null : GeneratedImages.of(architecture.input(), validating, 2, 2);
        long[] end = new long[1];
        TrainingLoop loop = new TrainingLoop(architecture, kernels, options);
        long predicted = loop.bytes(batch, validating);
        long before = usedHeap();
        loop.train(images, validation, new TrainingListener() {
            @Override
            public void epochEnded(EpochMetrics metrics) {
                end[0] = usedHeap();
            }
        });
        return new long[] {predicted, end[0] - before};
    }

    private static long[] predict(Architecture architecture, Kernels kernels) {
        float[] pixels = new float[architecture.input().size()];
        float[] probabilities = new float[architecture.outputs()];
        float[] weights = new float[architecture.parameterCount()];
        long before = usedHeap();
        Classifier classifier = new Classifier(architecture, weights, kernels);
        classifier.probabilities(pixels, 1, probabilities);
        long measured = usedHeap() - before;
        classifier.probabilities(pixels, 1, probabilities);
        long parameters = (long) Float.BYTES * architecture.parameterCount();
        return new long[] {parameters + Classifier.bytesPerThread(architecture), measured};
    }

    /** The least of several readings: a thread of the JVM's own that allocates just then has a buffer of 2 MB counted. */
    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
