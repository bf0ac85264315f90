/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.onnx.OnnxClassifier;
import io.github.tribuocnn.cnn.onnx.OnnxException;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import io.github.tribuocnn.maven.worker.Metrics.Test;
import io.github.tribuocnn.maven.worker.Metrics.Weights;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The test of files: what was saved and what was exported, read from the disk as a user would.
 *
 * @param request which files
 * @param results an existing folder that receives {@code test.json}
 * @param events told what came of it
 */
record TestRun(ModelRequest request, Path results, Events events) {

    void run() throws WorkException, IOException {
        CNNModel model = new SavedModel(request.model()).read();
        Path file = Objects.requireNonNull(request.onnx());
        SavedModel.requireFile(file);
        DigitData data = new DataSets(request.data(), events).loadForTest();
        TestSet images = TestSet.of(data.test());
        TestResult test = images.read(ProbabilityModel.of(model));
        TestLine.say(events, request.model().getFileName().toString(), test);
        TestResult exported = exported(file, images);
        TestLine.say(events, file.getFileName().toString(), exported);
        requireEqual(model, file, test, exported);
        OnnxExport export = new OnnxExport(model, images);
        Onnx onnx = export.verify(file, Sha256.of(file));
        Latency latency = export.latency(file);
        events.say(
                Level.INFO,
                "they agree: largest difference of a probability %.1e; one image takes %.3f ms, %.3f ms in %s",
                onnx.maxAbsDifference(),
                latency.medianMillis(),
                latency.onnxMedianMillis(),
                onnx.runtime());
        new Evaluation(
                        new Evaluation.Dataset(
                                data.name(), test.images(), data.test().sha256()),
                        model.architecture().parameterCount(),
                        Test.of(test),
                        new Weights(model.weightsSha256()),
                        new Metrics.Model(Files.size(request.model())),
                        onnx,
                        latency)
                .write(results.resolve("test.json"));
    }

    private static TestResult exported(Path file, TestSet images) throws WorkException, IOException {
        try (OnnxClassifier onnx = OnnxClassifier.open(file)) {
            return images.read(onnx);
        } catch (OnnxException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Before single probabilities, because this is what a reader understands. */
    private static void requireEqual(CNNModel model, Path file, TestResult test, TestResult exported)
            throws VerdictException {
        if (!Test.mistakesOf(test).equals(Test.mistakesOf(exported))) {
            throw new VerdictException(
                    file + " does not read the test images as the saved network does, whose weights have"
                            + " the SHA-256 " + model.weightsSha256() + ": "
                            + exported.mistakes().size()
                            + " mistakes instead of " + test.mistakes().size()
                            + " or at other images; the file is of another network, or was changed. Train or export again.");
        }
    }
}
