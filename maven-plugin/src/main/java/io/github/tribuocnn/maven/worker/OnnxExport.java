/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.OnnxException;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.cnn.onnx.OnnxFile;
import io.github.tribuocnn.cnn.onnx.OnnxVerifier;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import io.github.tribuocnn.cnn.onnx.TrainedNetwork;
import io.github.tribuocnn.cnn.onnx.Verification;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The ONNX file of a network, proved on every test image.
 *
 * @param model the network
 * @param data what it was trained and tested on
 * @param seed what it was trained with
 * @param test how well it did
 */
record OnnxExport(CNNModel model, DigitData data, long seed, TestResult test) {

    /**
     * Writes the file and asks ONNX Runtime, or plain Java where that has no native library, and the network for every
     * test image.
     *
     * @throws WorkException if the two do not agree
     */
    Onnx write(Path file) throws WorkException, IOException {
        ExportDetails details = ExportDetails.NONE
                .withDataset(data.name(), data.training().images().sha256())
                .withSeed(seed)
                .withTest(test.accuracy(), test.images());
        try {
            TrainedNetwork network = new TrainedNetwork(
                    model.architecture(), model.weights(), model.labels(), model.pixelMaximum(), model.getProvenance());
            String sha256 = OnnxFile.write(new OnnxExporter().export(network, details), file);
            TestSet images = TestSet.of(data.test());
            Verification verification = new OnnxVerifier()
                    .verify(
                            file,
                            asProbabilities(model),
                            images::copyPixels,
                            data.test().size())
                    .requireAgreement();
            return new Onnx(
                    sha256,
                    verification.maxAbsDifference(),
                    verification.disagreements(),
                    verification.runtime() + " " + verification.runtimeVersion());
        } catch (OnnxException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ProbabilityModel asProbabilities(CNNModel model) {
        return new ProbabilityModel() {
            @Override
            public List<String> labels() {
                return model.labels();
            }

            @Override
            public void probabilities(float[] images, int count, float[] probabilities) {
                model.probabilities(images, count, probabilities);
            }
        };
    }
}
