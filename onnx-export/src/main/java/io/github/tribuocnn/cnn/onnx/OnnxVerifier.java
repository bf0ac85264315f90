/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.CNNModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * Proves a written file right: reads it back, checks its structure, runs it in ONNX Runtime and compares every
 * probability with the trained network's. Any one of these alone misses faults that another finds.
 */
public final class OnnxVerifier {
    private static final int BATCH = 256;

    private final int threads;

    /** Runs ONNX Runtime with one thread. */
    public OnnxVerifier() {
        this(1);
    }

    /**
     * @param threads how many threads ONNX Runtime spreads one call over, at least 1
     */
    public OnnxVerifier(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        this.threads = threads;
    }

    /**
     * Compares a written file with the model it was written from.
     *
     * @see #verify(Path, ProbabilityModel, PixelSource, int)
     */
    public Verification verify(Path file, CNNModel trained, PixelSource images, int count) throws IOException {
        return verify(file, ProbabilityModel.of(trained), images, count);
    }

    /**
     * Compares a written file with the network it was written from. The caller decides what the result means, usually by
     * {@link Verification#requireAgreement()}.
     *
     * @param file the written file
     * @param trained the trained network
     * @param images the images to compare on
     * @param count how many images, at least 1
     * @return what was found
     * @throws IOException if the file cannot be read
     * @throws OnnxException if the file's structure is broken, ONNX Runtime refuses it or cannot run here, or its labels
     *     are not the network's
     */
    public Verification verify(Path file, ProbabilityModel trained, PixelSource images, int count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "count is " + count + ", expected at least 1: without an image nothing is verified");
        }
        byte[] bytes = OnnxFile.readBytes(file);
        ModelProto model = OnnxFile.parse(bytes, file.toString());
        OnnxStructure.requireSound(model, file.toString());
        try (OnnxClassifier written = OnnxClassifier.of(bytes, file.toString(), threads)) {
            return compare(written, trained, images, count);
        }
    }

    private static Verification compare(
            OnnxClassifier written, ProbabilityModel trained, PixelSource images, int count) {
        int[] columns = columnsIn(trained.labels(), written.labels());
        int pixels = written.imageShape().size();
        float[] batch = new float[BATCH * pixels];
        float[] expected = new float[BATCH * columns.length];
        float[] found = new float[BATCH * columns.length];
        Comparison comparison = new Comparison();
        for (int start = 0; start < count; start += BATCH) {
            int size = Math.min(BATCH, count - start);
            for (int i = 0; i < size; i++) {
                images.copyPixels(start + i, batch, i * pixels);
            }
            trained.probabilities(batch, size, expected);
            written.probabilities(batch, size, found);
            comparison.add(expected, found, columns, size);
        }
        return comparison.result(OrtRuntime.version());
    }

    /** For each label of the network, its column in the file. */
    private static int[] columnsIn(List<String> trained, List<String> written) {
        if (trained.size() != written.size() || !new HashSet<>(trained).equals(new HashSet<>(written))) {
            throw new OnnxException("the file's labels are " + written + ", the network's are " + trained
                    + "; compare a file with the network it was exported from");
        }
        return trained.stream().mapToInt(written::indexOf).toArray();
    }
}
