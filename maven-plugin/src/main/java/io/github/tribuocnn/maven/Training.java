/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Metrics;
import io.github.tribuocnn.maven.worker.SyntheticWarning;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Brings a folder of results up to date: trains in a forked JVM unless the results there are already what the request would
 * lead to, publishes all files or none, and applies the gate in both cases.
 */
final class Training {
    /** The results, next to {@link OutputFolder#FINGERPRINT}. */
    static final List<String> FILES =
            List.of("model.tribuo", "model.onnx", "metrics.json", "history.csv", "report.html");

    private final Log log;
    private final WorkerProcess worker;
    private final List<Dependency> classPath;
    private final Path folder;
    private final @Nullable ModelCache cache;

    /**
     * @param worker what trains
     * @param classPath its class path, for the fingerprint
     * @param folder where the results are
     * @param cache where else they may be, or null
     */
    Training(Log log, WorkerProcess worker, List<Dependency> classPath, Path folder, @Nullable ModelCache cache) {
        this.log = log;
        this.worker = worker;
        this.classPath = List.copyOf(classPath);
        this.folder = folder;
        this.cache = cache;
    }

    /**
     * Trains if there is a reason to.
     *
     * @param force whether that is a reason
     * @param minAccuracy the gate, 0 to 1, or null for none
     * @throws MojoExecutionException if training was not possible
     * @throws MojoFailureException if the model is not good enough
     */
    void run(TrainingRequest request, boolean force, @Nullable Double minAccuracy)
            throws MojoExecutionException, MojoFailureException {
        requireShare(minAccuracy);
        Metrics metrics;
        try {
            Fingerprint wanted = wanted(request);
            List<String> reasons = force ? List.of("mnist-cnn.force") : wanted.reasonsToTrain(folder, FILES);
            if (reasons.isEmpty()) {
                metrics = Metrics.read(folder.resolve("metrics.json"));
                sayUpToDate(request, metrics);
            } else if (!force && cache != null && cache.restore(wanted, folder)) {
                metrics = Metrics.read(folder.resolve("metrics.json"));
            } else {
                log.info((Files.exists(folder.resolve("metrics.json")) ? "retraining: " : "training: ")
                        + String.join("; ", reasons));
                metrics = train(request);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read or write in " + folder + ": " + e, e);
        }
        requireAccuracy(metrics.test().accuracy(), minAccuracy);
    }

    private Fingerprint wanted(TrainingRequest request) throws IOException {
        return Fingerprint.of(expectedDataset(request, Fingerprint.read(folder)), request, classPath);
    }

    /** {@code auto} is content with what it found before, unless MNIST has come within reach since. */
    private static String expectedDataset(TrainingRequest request, Fingerprint before) throws IOException {
        if (!request.data().dataset().equals("auto")) {
            return request.data().dataset();
        }
        return request.data().mnistAtHand() || before.dataset().isEmpty() ? "mnist" : before.dataset();
    }

    private void sayUpToDate(TrainingRequest request, Metrics metrics) {
        if (request.data().dataset().equals("auto") && metrics.dataset().name().equals("synthetic")) {
            SyntheticWarning.lines(SyntheticWarning.EARLIER).forEach(log::warn);
        }
        log.info(String.format(
                Locale.ROOT,
                "the model is up to date (%s, trained on %s, test accuracy %.2f %%); -Dmnist-cnn.force trains again",
                folder,
                metrics.dataset().name(),
                100 * metrics.test().accuracy()));
    }

    private Metrics train(TrainingRequest request) throws MojoExecutionException, MojoFailureException, IOException {
        try (OutputFolder output = OutputFolder.open(folder)) {
            worker.work("train", request, output, log);
            Metrics metrics = Metrics.read(output.results().resolve("metrics.json"));
            Fingerprint made =
                    Fingerprint.of(metrics.dataset().name(), request, classPath).with(output.results(), FILES);
            made.write(output.results());
            if (cache != null) {
                cache.store(made, output.results());
            }
            output.publish(FILES);
            log.info("wrote " + String.join(", ", FILES) + " to " + folder);
            return metrics;
        }
    }

    private static void requireShare(@Nullable Double minAccuracy) throws MojoExecutionException {
        if (minAccuracy != null && !(minAccuracy >= 0 && minAccuracy <= 1)) {
            throw new MojoExecutionException(
                    "mnist-cnn.minAccuracy is " + minAccuracy + ", expected 0 to 1 (0.98 for 98 %)");
        }
    }

    private static void requireAccuracy(double accuracy, @Nullable Double minAccuracy) throws MojoFailureException {
        if (minAccuracy != null && !(accuracy >= minAccuracy)) {
            throw new MojoFailureException(
                    "test accuracy " + accuracy + " is below the minimum " + minAccuracy + " (mnist-cnn.minAccuracy)");
        }
    }
}
