/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.report.Fact;
import io.github.tribuocnn.cnn.report.FactTable;
import io.github.tribuocnn.cnn.report.HtmlReport;
import io.github.tribuocnn.cnn.report.LearnedFilter;
import io.github.tribuocnn.cnn.report.MisreadImage;
import io.github.tribuocnn.cnn.report.ReportData;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * What the report of a training shows.
 *
 * @param metrics the figures
 * @param data what was trained and tested on
 * @param model the network
 * @param test what it made of the test images
 * @param history its epochs with their times
 */
record ReportPage(Metrics metrics, DigitData data, CNNModel model, TestResult test, List<EpochMetrics> history) {

    ReportData content() {
        TestSet images = TestSet.of(data.test());
        List<MisreadImage> mistakes = test.mistakes().stream()
                .limit(HtmlReport.GALLERY_SIZE)
                .map(images::show)
                .toList();
        return new ReportData(
                data.name(),
                model.getProvenance().getTrainingTime().toInstant().truncatedTo(ChronoUnit.SECONDS),
                data.fallback().map(SyntheticWarning::sentence).stream().toList(),
                model.architecture(),
                history,
                test,
                mistakes,
                LearnedFilter.ofFirstLayer(model.architecture(), model.weights()),
                List.of(configuration(), images(), results()),
                ProvenanceUtil.formattedProvenanceString(model.getProvenance()));
    }

    private FactTable configuration() {
        return new FactTable(
                "Configuration",
                List.of(
                        new Fact("recipe", metrics.recipe()),
                        new Fact("epochs", Integer.toString(metrics.epochs())),
                        new Fact("batch size", Integer.toString(metrics.batchSize())),
                        new Fact("optimiser", metrics.optimiser()),
                        new Fact("learning rate over the run", metrics.schedule()),
                        new Fact("augmentation", metrics.augmentation()),
                        new Fact("seed", Long.toString(metrics.seed())),
                        new Fact("threads", Integer.toString(metrics.threads())),
                        new Fact("kernels", metrics.kernels()),
                        new Fact("Java", metrics.java())));
    }

    private FactTable images() {
        Metrics.Dataset dataset = metrics.dataset();
        return new FactTable(
                "Data",
                List.of(
                        new Fact("data set", dataset.name() + ", " + data.origin()),
                        new Fact("images in the training file", count(dataset.trainImages())),
                        new Fact("of which used", count(dataset.usedImages())),
                        new Fact("of which held out for validation", count(dataset.validationImages())),
                        new Fact("test images", count(dataset.testImages())),
                        new Fact("SHA-256 of the used images and labels", dataset.sha256())));
    }

    private FactTable results() {
        return new FactTable(
                "Results",
                List.of(
                        new Fact(
                                "training time",
                                String.format(
                                        Locale.ROOT, "%.1f s", metrics.train().seconds())),
                        new Fact(
                                "training speed",
                                String.format(
                                        Locale.ROOT,
                                        "%,.0f images/s",
                                        metrics.train().imagesPerSecond())),
                        new Fact("SHA-256 of the weights", metrics.weights().sha256()),
                        new Fact("SHA-256 of model.onnx", metrics.onnx().sha256()),
                        new Fact(
                                metrics.onnx().runtime(),
                                String.format(
                                        Locale.ROOT,
                                        "largest difference of a probability %.1e, %d other classes",
                                        metrics.onnx().maxAbsDifference(),
                                        metrics.onnx().disagreements()))));
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
