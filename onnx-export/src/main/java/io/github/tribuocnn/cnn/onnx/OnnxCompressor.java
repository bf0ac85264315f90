/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Arrays;
import java.util.List;

/**
 * Stores exported models in fewer bytes, and measures what that costs. Hand a compressed file on only after {@link
 * CompressionReport#requireWithin}: nothing else bounds how far it is from the network.
 */
public final class OnnxCompressor {
    private static final int BATCH = 64;
    private static final int TIMED_ROUNDS = 5;

    private OnnxCompressor() {}

    /**
     * Stores the weights in 16 bits.
     *
     * @param model what {@link OnnxExporter} gave
     * @throws OnnxException if a weight is too large for 16 bits
     */
    public static ModelProto halveWeights(ModelProto model) {
        OnnxStructure.requireSound(model, "the model to compress");
        return HalfWeights.of(model);
    }

    /**
     * Stores weights and activations in 8 bits. The same model and images always give the same bytes.
     *
     * @param model what {@link OnnxExporter} gave
     * @param images images of the training set, never of the test set, for the ranges of the activations
     * @param count how many images; some hundred are enough
     */
    public static ModelProto quantise(ModelProto model, PixelSource images, int count) {
        OnnxStructure.requireSound(model, "the model to compress");
        return Quantisation.of(model, images, count);
    }

    /**
     * Measures a compressed model beside the one it was made from, in ONNX Runtime.
     *
     * @param compression how it was made
     * @param model the model before
     * @param compressed the model after
     * @param images test images
     * @throws OnnxException if either model is unsound or ONNX Runtime does not run it
     */
    public static CompressionReport measure(
            Compression compression, ModelProto model, ModelProto compressed, LabelledImages images) {
        OnnxStructure.requireSound(compressed, "the compressed model");
        byte[] bytesBefore = OnnxFile.bytes(model);
        byte[] bytesAfter = OnnxFile.bytes(compressed);
        try (OnnxClassifier before = OnnxClassifier.of(bytesBefore, "the model", ServingOptions.DEFAULT);
                OnnxClassifier after = OnnxClassifier.of(bytesAfter, "the compressed model", ServingOptions.DEFAULT)) {
            Tally tally = new Tally(before, after, images);
            Verification difference = tally.run();
            return new CompressionReport(
                    compression,
                    images.count(),
                    new CompressionReport.Measured(
                            bytesBefore.length, (double) tally.rightBefore / images.count(), tally.time(before)),
                    new CompressionReport.Measured(
                            bytesAfter.length, (double) tally.rightAfter / images.count(), tally.time(after)),
                    difference.disagreements(),
                    difference.maxAbsDifference());
        }
    }

    /** Two classifiers on the same images. */
    private static final class Tally {
        private final OnnxClassifier before;
        private final OnnxClassifier after;
        private final LabelledImages images;
        private final float[] batch;
        private int rightBefore;
        private int rightAfter;

        Tally(OnnxClassifier before, OnnxClassifier after, LabelledImages images) {
            this.before = before;
            this.after = after;
            this.images = images;
            batch = new float[BATCH * before.imageShape().size()];
        }

        Verification run() {
            int columns = before.labels().size();
            float[] expected = new float[BATCH * columns];
            float[] found = new float[BATCH * columns];
            Comparison comparison = new Comparison();
            for (int first = 0; first < images.count(); first += BATCH) {
                int size = Math.min(BATCH, images.count() - first);
                for (int i = 0; i < size; i++) {
                    images.pixels()
                            .copyPixels(
                                    first + i, batch, i * before.imageShape().size());
                }
                before.probabilities(batch, size, expected);
                after.probabilities(batch, size, found);
                comparison.add(expected, found, WeightLayout.unchangedOrder(columns), size);
                for (int i = 0; i < size; i++) {
                    String label = images.labels().apply(first + i);
                    rightBefore += label.equals(best(expected, i)) ? 1 : 0;
                    rightAfter += label.equals(best(found, i)) ? 1 : 0;
                }
            }
            return comparison.result(OrtRuntime.NAME, OrtRuntime.version());
        }

        private String best(float[] probabilities, int row) {
            List<String> labels = before.labels();
            return Classification.of(labels, probabilities, row * labels.size()).label();
        }

        /** Microseconds an image, the median of a few rounds. */
        double time(OnnxClassifier classifier) {
            float[] probabilities = new float[BATCH * classifier.labels().size()];
            double[] rounds = new double[TIMED_ROUNDS];
            for (int round = 0; round < TIMED_ROUNDS; round++) {
                long start = System.nanoTime();
                for (int call = 0; call < 8; call++) {
                    classifier.probabilities(batch, BATCH, probabilities);
                }
                rounds[round] = (System.nanoTime() - start) / 1000.0 / (8 * BATCH);
            }
            Arrays.sort(rounds);
            return rounds[TIMED_ROUNDS / 2];
        }
    }
}
