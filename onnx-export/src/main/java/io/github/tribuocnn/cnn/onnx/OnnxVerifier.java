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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;

/**
 * Proves a written file right: reads it back, checks its structure, runs it in ONNX Runtime and compares every
 * probability with the trained network's. Any one of these alone misses faults that another finds. Where ONNX Runtime
 * has no native library, the file is run in plain Java and {@link Verification#runtime()} says so; a file that nothing
 * ran is never reported as verified.
 */
public final class OnnxVerifier {
    private static final int BATCH = 256;

    private static final Logger LOGGER = Logger.getLogger(OnnxVerifier.class.getName());

    private final ServingOptions options;
    private final boolean plain;

    /** Runs ONNX Runtime with one thread; where it cannot run, plain Java. */
    public OnnxVerifier() {
        this(1);
    }

    /**
     * @param threads how many threads ONNX Runtime spreads one call over, at least 1
     */
    public OnnxVerifier(int threads) {
        this(ServingOptions.DEFAULT.withThreads(threads), false);
    }

    private OnnxVerifier(ServingOptions options, boolean plain) {
        this.options = options;
        this.plain = plain;
    }

    /** A verifier that runs files in plain Java even where ONNX Runtime could: slower, and no proof of the runtime. */
    public static OnnxVerifier inPlainJava() {
        return new OnnxVerifier(ServingOptions.DEFAULT, true);
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
     * @throws OnnxException if the file's structure is broken, ONNX Runtime refuses it, or its labels are not the network's
     */
    public Verification verify(Path file, ProbabilityModel trained, PixelSource images, int count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "count is " + count + ", expected at least 1: without an image nothing is verified");
        }
        byte[] bytes = OnnxFile.readBytes(file);
        ModelProto model = OnnxFile.parse(bytes, file.toString());
        OnnxStructure.requireSound(model, file.toString());
        return verify(bytes, model, file.toString(), trained, images, count);
    }

    /**
     * Verifies a file without the network it was written from, as its receiver does: its structure, its hash where
     * {@code SHA256SUMS} stands beside it, and its answers to the golden data beside it.
     *
     * @param file a file of an {@link OnnxPackage}
     * @return what was found
     * @throws IOException if the file cannot be read, or there are no golden data: then nothing would be run
     * @throws OnnxException if the file is damaged, its structure is broken, or ONNX Runtime refuses it
     */
    public Verification verifyGoldenData(Path file) throws IOException {
        byte[] bytes = OnnxFile.readBytes(file);
        ModelProto model = OnnxFile.parse(bytes, file.toString());
        Checksums.check(file);
        OnnxStructure.requireSound(model, file.toString());
        ImageContract contract = ImageContract.of(model, file.toString());
        GoldenData.Expected golden = GoldenData.read(file, contract);
        int size = contract.shape().size();
        ProbabilityModel expected = new ProbabilityModel() {
            private int next;

            @Override
            public List<String> labels() {
                return contract.labels();
            }

            @Override
            public void probabilities(float[] images, int count, float[] probabilities) {
                int length = count * contract.labels().size();
                System.arraycopy(golden.scores(), next, probabilities, 0, length);
                next += length;
            }
        };
        return verify(
                bytes,
                model,
                file.toString(),
                expected,
                (index, target, offset) -> System.arraycopy(golden.images(), index * size, target, offset, size),
                golden.count());
    }

    private Verification verify(
            byte[] bytes, ModelProto model, String source, ProbabilityModel trained, PixelSource images, int count) {
        if (!plain) {
            try (OnnxClassifier written = OnnxClassifier.of(bytes, source, options)) {
                return compare(written, written.contract(), trained, images, count)
                        .result(OrtRuntime.NAME, OrtRuntime.version());
            } catch (OrtUnavailableException e) {
                LOGGER.warning(e.getMessage() + "; " + source + " is verified in plain Java instead");
            }
        }
        PlainClassifier written = new PlainClassifier(model, source);
        return compare(written, written.contract(), trained, images, count)
                .result(PlainClassifier.NAME, ProductVersion.TEXT);
    }

    private static Comparison compare(
            ProbabilityModel written, ImageContract contract, ProbabilityModel trained, PixelSource images, int count) {
        int[] columns = columnsIn(trained.labels(), written.labels());
        int pixels = contract.shape().size();
        PixelPacking packing = new PixelPacking(contract);
        float[] batch = new float[BATCH * pixels];
        float[] expected = new float[BATCH * columns.length];
        float[] found = new float[BATCH * columns.length];
        Comparison comparison = new Comparison();
        for (int start = 0; start < count; start += BATCH) {
            int size = Math.min(BATCH, count - start);
            for (int i = 0; i < size; i++) {
                images.copyPixels(start + i, batch, i * pixels);
            }
            if (contract.pixels() == PixelInput.UINT8) {
                packing.snap(batch, size * pixels);
            }
            // Side by side, because together they are most of the time an export takes.
            CompletableFuture<Void> answered =
                    CompletableFuture.runAsync(() -> written.probabilities(batch, size, found));
            trained.probabilities(batch, size, expected);
            await(answered);
            comparison.add(expected, found, columns, size);
        }
        return comparison;
    }

    private static void await(CompletableFuture<Void> answered) {
        try {
            answered.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
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
