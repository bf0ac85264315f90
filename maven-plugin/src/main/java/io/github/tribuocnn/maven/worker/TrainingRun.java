/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.report.HistoryCsv;
import io.github.tribuocnn.cnn.report.HtmlReport;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.maven.worker.Metrics.Dataset;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import io.github.tribuocnn.maven.worker.Metrics.Test;
import io.github.tribuocnn.maven.worker.Metrics.Train;
import io.github.tribuocnn.maven.worker.Metrics.Weights;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A training from the data to the last result file. */
final class TrainingRun {
    private final TrainingRequest request;
    private final Path results;
    private final Events events;

    /**
     * @param results an existing folder that receives every file
     */
    TrainingRun(TrainingRequest request, Path results, Events events) {
        this.request = request;
        this.results = results;
        this.events = events;
    }

    void run() throws WorkException, IOException {
        Architecture architecture = Architecture.parse(request.architecture(), TrainingRequest.IMAGE);
        DigitData data = new DataSets(request, events).load();
        data.fallback()
                .map(SyntheticWarning::lines)
                .ifPresent(lines -> events.say(Level.WARN, "%s", String.join("\n", lines)));
        events.say(
                Level.INFO,
                "data: %s, %,d images to learn from and %,d to test on, %s",
                data.name(),
                data.training().size(),
                data.test().size(),
                data.origin());
        events.say(Level.INFO, "network: %s (%,d parameters)", architecture.text(), architecture.parameterCount());
        events.say(Level.DEBUG, "%s", architecture.summary());

        Progress progress = new Progress(events, request);
        CNNModel model = train(architecture, data, progress);
        TestResult test = TestSet.of(data.test()).read(model);
        say(test);
        model.serializeToFile(results.resolve("model.tribuo"));
        Onnx onnx = new OnnxExport(model, data, request.seed(), test).write(results.resolve("model.onnx"));
        events.say(
                Level.INFO,
                "exported: %s agrees on %,d images, largest difference of a probability %.1e",
                onnx.runtime(),
                test.images(),
                onnx.maxAbsDifference());

        Metrics metrics = metrics(architecture, data, progress, test, model, onnx);
        metrics.write(results.resolve("metrics.json"));
        Files.writeString(results.resolve("history.csv"), HistoryCsv.text(progress.history()));
        String page =
                HtmlReport.render(new ReportPage(metrics, data, model, test, progress.history()).data(Instant.now()));
        Files.writeString(results.resolve("report.html"), page);
    }

    private CNNModel train(Architecture architecture, DigitData data, Progress progress) throws WorkException {
        CNNTrainer trainer = ChosenRecipe.named(request.recipe())
                .builder()
                .architecture(architecture)
                .epochs(request.epochs())
                .batchSize(request.batchSize())
                .optimiser(new Adam(request.learningRate()))
                .validationFraction(request.validationFraction())
                .seed(request.seed())
                .threads(request.threads())
                .kernel(request.kernel())
                .build();
        try {
            return trainer.train(data.training(), Map.of(), progress);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    private void say(TestResult test) {
        events.say(
                Level.INFO,
                "test: accuracy %.2f %% (95 %% interval %.2f to %.2f %%), loss %.4f, on %,d images",
                100 * test.accuracy(),
                100 * test.accuracyInterval().low(),
                100 * test.accuracyInterval().high(),
                test.meanLoss(),
                test.images());
    }

    private Metrics metrics(
            Architecture architecture, DigitData data, Progress progress, TestResult test, CNNModel model, Onnx onnx) {
        Dataset dataset = new Dataset(
                data.name(),
                data.trainImages(),
                data.training().size(),
                progress.validationImages(),
                data.test().size(),
                data.training().images().sha256());
        return new Metrics(
                dataset,
                request.recipe(),
                architecture.text(),
                architecture.parameterCount(),
                request.seed(),
                request.epochs(),
                request.batchSize(),
                request.learningRate(),
                progress.threads(),
                progress.kernels(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Test.of(test),
                new Train(progress.seconds(), progress.imagesPerSecond()),
                new Weights(model.weightsSha256()),
                onnx);
    }
}
