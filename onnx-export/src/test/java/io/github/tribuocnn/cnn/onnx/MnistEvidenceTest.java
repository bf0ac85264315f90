/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On all 10,000 test images of MNIST. */
class MnistEvidenceTest {
    private static final int BATCH = 64;

    private static MnistNetwork mnist;
    private static ModelProto model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        mnist = MnistNetwork.trained();
        model = new OnnxExporter(ExportForm.DEFAULT.withProvenance(ProvenanceForm.NONE))
                .export(mnist.model(), ExportDetails.NONE);
    }

    @Test
    void onnxRuntimeNeverDisagrees() throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(model, file);
        Verification found = new OnnxVerifier()
                .verify(file, mnist.model(), mnist.testPixels(), mnist.testCount())
                .requireAgreement();
        assertEquals(10_000, found.images());
        assertEquals("ONNX Runtime", found.runtime());
    }

    @Test
    void onnxRuntimeNeverDisagreesOnBytes() throws IOException {
        Path file = folder.resolve("model-u8.onnx");
        OnnxFile.write(
                new OnnxExporter(ExportForm.DEFAULT.withInput(PixelInput.UINT8))
                        .export(mnist.model(), ExportDetails.NONE),
                file);
        new OnnxVerifier()
                .verify(file, mnist.model(), mnist.testPixels(), mnist.testCount())
                .requireAgreement();
    }

    @Test
    void openCvNeverDisagrees() {
        OpenCv.assumeThere();
        int[] columns = LabelOrder.natural(mnist.model().labels());
        int[] columnOf = new int[10];
        for (int column = 0; column < 10; column++) {
            columnOf[columns[column]] = column;
        }
        Comparison comparison = new Comparison();
        float[] expected = new float[BATCH * 10];
        try (OpenCv openCv = new OpenCv(model, 1, 28, 28)) {
            for (int first = 0; first < mnist.testCount(); first += BATCH) {
                int size = Math.min(BATCH, mnist.testCount() - first);
                float[] images = new float[size * 784];
                for (int i = 0; i < size; i++) {
                    mnist.testPixels().copyPixels(first + i, images, i * 784);
                }
                mnist.model().probabilities(images, size, expected);
                comparison.add(expected, openCv.scores(images, size, 10), columnOf, size);
            }
        }
        Verification found = comparison.result("OpenCV", "4.10").requireAgreement();
        assertEquals(10_000, found.images());
    }

    @Test
    void halvedWeightsAreFree() {
        ModelProto half = OnnxCompressor.halveWeights(model);
        CompressionReport report = OnnxCompressor.measure(Compression.FLOAT16_WEIGHTS, model, half, mnist.test())
                .requireWithin(CompressionLimits.DEFAULT);
        System.out.println(report);
        assertTrue(report.after().bytes() < 0.55 * report.before().bytes(), report::toString);
    }

    @Test
    void eightBitsLoseLessThanATenthOfAPoint() {
        ModelProto eight = OnnxCompressor.quantise(model, mnist.trainingPixels(), 500);
        CompressionReport report = OnnxCompressor.measure(Compression.INT8, model, eight, mnist.test())
                .requireWithin(CompressionLimits.DEFAULT);
        System.out.println(report);
        assertTrue(report.after().bytes() < 0.35 * report.before().bytes(), report::toString);
    }
}
