/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The export of a saved network.
 *
 * @param request what to export, and how
 * @param results an existing folder that receives the file
 * @param events told what came of it
 */
record ExportRun(ExportRequest request, Path results, Events events) {

    void run() throws WorkException, IOException {
        CNNModel model = new SavedModel(request.model()).read();
        DigitData data = new DataSets(request.data(), events).loadForTest();
        TestSet images = TestSet.of(data.test());
        TestResult test = images.read(ProbabilityModel.of(model));
        OnnxExporter exporter = new OnnxExporter();
        Onnx onnx = new OnnxExport(model, images)
                .write(
                        request.fold() ? exporter.foldingBatchNormalisation() : exporter,
                        details(data, test),
                        results.resolve(request.fileName()));
        events.say(
                Level.INFO,
                "exported: %,d bytes, %s agrees on %,d images, largest difference of a probability %.1e",
                onnx.bytes(),
                onnx.runtime(),
                test.images(),
                onnx.maxAbsDifference());
    }

    /** The name of the training data is recorded in provenance; what is new here is the test. */
    private ExportDetails details(DigitData data, TestResult test) {
        return new ExportDetails(
                request.author(),
                request.licence(),
                data.name(),
                null,
                null,
                test.accuracy(),
                test.images(),
                request.preprocessing());
    }
}
