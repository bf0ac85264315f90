/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.OnnxClassifier;
import io.github.tribuocnn.cnn.onnx.OnnxException;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.cnn.onnx.OnnxFile;
import io.github.tribuocnn.cnn.onnx.OnnxVerifier;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import io.github.tribuocnn.cnn.onnx.Verification;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ONNX file of a network, proved on every test image.
 *
 * @param model the network
 * @param test the images
 */
record OnnxExport(CNNModel model, TestSet test) {

    /**
     * Writes the file and asks ONNX Runtime, or plain Java where that has no native library, and the network for every
     * test image.
     *
     * @param details what else is known of the network
     * @throws WorkException if the two do not agree
     */
    Onnx write(OnnxExporter exporter, ExportDetails details, Path file) throws WorkException, IOException {
        try {
            return verify(file, OnnxFile.write(exporter.export(model, details), file));
        } catch (OnnxException | IllegalArgumentException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Asks ONNX Runtime and the network for every test image.
     *
     * @param sha256 the hash of the file
     * @throws WorkException if the two do not agree
     */
    Onnx verify(Path file, String sha256) throws WorkException, IOException {
        try {
            Verification verification = new OnnxVerifier()
                    .verify(file, model, test::copyPixels, test.images().size())
                    .requireAgreement();
            return new Onnx(
                    sha256,
                    Files.size(file),
                    verification.maxAbsDifference(),
                    verification.disagreements(),
                    verification.runtime() + " " + verification.runtimeVersion());
        } catch (OnnxException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    /** How long answers take. */
    Latency latency(Path file) throws IOException {
        try (OnnxClassifier onnx = OnnxClassifier.open(file)) {
            return Latency.of(ProbabilityModel.of(model), onnx, test);
        }
    }
}
