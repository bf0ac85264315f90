/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
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
        DigitData data = new DataSets(request.data(), events).load(request.trainLimit());
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
        TestSet images = TestSet.of(data.test());
        TestResult test = images.read(ProbabilityModel.of(model));
        TestLine.say(events, "test", test);
        model.serializeToFile(results.resolve("model.tribuo"));
        OnnxExport export = new OnnxExport(model, images);
        Onnx onnx = export.write(new OnnxExporter(), details(data, test), results.resolve("model.onnx"));
        events.say(
                Level.INFO,
                "exported: %s agrees on %,d images, largest difference of a probability %.1e",
                onnx.runtime(),
                test.images(),
                onnx.maxAbsDifference());

        Metrics metrics =
                metrics(architecture, data, progress, test, model, onnx, export.latency(results.resolve("model.onnx")));
        metrics.write(results.resolve("metrics.json"));
        Files.writeString(results.resolve("history.csv"), HistoryCsv.text(progress.history()));
        String page = HtmlReport.render(new ReportPage(metrics, data, model, test, progress.history()).content());
        Files.writeString(results.resolve("report.html"), page);
    }

    private CNNModel train(Architecture architecture, DigitData data, Progress progress) throws WorkException {
        CNNTrainer trainer = ChosenRecipe.named(request.recipe())
                .builder()
                .architecture(architecture)
                .epochs(request.epochs())
                .batchSize(request.batchSize())
                .optimiser(ChosenRecipe.optimiser(request.optimiser()))
                .schedule(ChosenRecipe.schedule(request.schedule()))
                .augmentation(ChosenRecipe.augmentation(request.augmentation()))
                .validationFraction(request.validationFraction())
                .seed(request.seed())
                .threads(request.threads())
                .kernel(request.kernel())
                .clock(request.clock())
                .build();
        try {
            return trainer.train(data.training(), Map.of(), progress);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    private ExportDetails details(DigitData data, TestResult test) {
        return ExportDetails.NONE
                .withDataset(data.name(), data.training().images().sha256())
                .withSeed(request.seed())
                .withTest(test.accuracy(), test.images());
    }

    private Metrics metrics(
            Architecture architecture,
            DigitData data,
            Progress progress,
            TestResult test,
            CNNModel model,
            Onnx onnx,
            Latency latency)
            throws IOException {
        Dataset dataset = new Dataset(
                data.name(),
                data.trainImages(),
                data.training().size(),
                progress.validationImages(),
                data.test().size(),
                data.training().images().sha256(),
                data.test().sha256());
        return new Metrics(
                dataset,
                request.recipe(),
                architecture.text(),
                architecture.parameterCount(),
                request.seed(),
                request.epochs(),
                request.batchSize(),
                request.learningRate(),
                request.optimiser(),
                request.schedule(),
                request.augmentation(),
                progress.threads(),
                progress.kernels(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Test.of(test),
                new Train(progress.seconds(), progress.imagesPerSecond()),
                new Weights(model.weightsSha256()),
                new Metrics.Model(Files.size(results.resolve("model.tribuo"))),
                onnx,
                latency);
    }
}
