/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.gate.BaselineRule;
import io.github.tribuocnn.maven.gate.JunitReport;
import io.github.tribuocnn.maven.gate.Metrics;
import io.github.tribuocnn.maven.gate.ModelRule;
import io.github.tribuocnn.maven.gate.Outcome;
import io.github.tribuocnn.maven.gate.RangeRule;
import io.github.tribuocnn.maven.gate.RecallRule;
import io.github.tribuocnn.maven.gate.Rule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The gate: fails the build when the network is not good enough. Reads what <code>train</code> or <code>test</code> measured and
 * writes each rule as a test case of a JUnit report. Nothing to check, be it no rule or no metrics, is a failure too.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends CnnMojo {

    /**
     * The <code>metrics.json</code> of an earlier network, committed with the sources. The gate fails when this network reads the
     * same test images worse, and chance does not explain it (McNemar's test).
     */
    @Parameter(property = "mnist-cnn.baseline")
    private @Nullable File baseline;

    /** Whether a broken rule fails the build; otherwise it is a warning. */
    @Parameter(property = "mnist-cnn.haltOnFailure", defaultValue = "true")
    private boolean haltOnFailure;

    /** The JUnit report. Default: where surefire puts its own, which is where build servers look. */
    @Parameter(
            property = "mnist-cnn.junitReport",
            defaultValue = "${project.build.directory}/surefire-reports/TEST-mnist-cnn-check.xml")
    private File junitReport;

    /** The most milliseconds one answer may take, images coming one at a time: the median in this library. */
    @Parameter(property = "mnist-cnn.maxLatencyMillis")
    private @Nullable Double maxLatencyMillis;

    /** The largest mean cross-entropy on the test images, in nats. */
    @Parameter(property = "mnist-cnn.maxLoss")
    private @Nullable Double maxLoss;

    /** The most bytes the exported file may have. */
    @Parameter(property = "mnist-cnn.maxOnnxBytes")
    private @Nullable Double maxOnnxBytes;

    /** What was measured. Default: <code>metrics.json</code> in the output directory; <code>test.json</code> will do too. */
    @Parameter(property = "mnist-cnn.metricsFile")
    private @Nullable File metricsFile;

    /** The smallest test accuracy, 0 to 1. */
    @Parameter(property = "mnist-cnn.minAccuracy")
    private @Nullable Double minAccuracy;

    /**
     * The smallest lower end of the accuracy's 95 % interval (Wilson), 0 to 1: what the accuracy is at least, as far as this many
     * test images can tell.
     */
    @Parameter(property = "mnist-cnn.minAccuracyLow")
    private @Nullable Double minAccuracyLow;

    /** The smallest recall of each class, 0 to 1. */
    @Parameter(property = "mnist-cnn.minClassRecall")
    private @Nullable Double minClassRecall;

    /**
     * More rules: each a <code>&lt;metric&gt;</code>, which is the path of a number in <code>metrics.json</code> such as
     * <code>train.seconds</code>, and a <code>&lt;minimum&gt;</code>, a <code>&lt;maximum&gt;</code> or both.
     */
    @Parameter
    private @Nullable List<io.github.tribuocnn.maven.Rule> rules;

    /** Against the baseline: how unlikely a result must be between equally good networks to count as worse. */
    @Parameter(property = "mnist-cnn.significance", defaultValue = "0.05")
    private double significance;

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        List<Rule> all = rulesAskedFor();
        if (all.isEmpty()) {
            throw new MojoFailureException(
                    "there is nothing to check: no rule is set. Set mnist-cnn.minAccuracy (0 to 1),"
                            + " another rule (mvn mnist-cnn:help -Ddetail -Dgoal=check lists them), or mnist-cnn.skip");
        }
        Path file = fileOr(metricsFile, "metrics.json");
        if (!Files.isRegularFile(file)) {
            throw new MojoFailureException("there is nothing to check: no " + file
                    + ". Train first (mnist-cnn:train), or name" + " the file by mnist-cnn.metricsFile");
        }
        if (metricsFile == null) {
            all.add(new ModelRule(results().resolve("model.onnx")));
        }
        judge(apply(all, file));
    }

    private List<Outcome> apply(List<Rule> all, Path file) throws MojoExecutionException {
        try {
            Metrics metrics = Metrics.read(file);
            List<Outcome> outcomes =
                    all.stream().map(rule -> rule.apply(metrics)).toList();
            new JunitReport("mnist-cnn.check." + project.getArtifactId(), outcomes).write(junitReport.toPath());
            return outcomes;
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("cannot check: " + e.getMessage(), e);
        }
    }

    private void judge(List<Outcome> outcomes) throws MojoFailureException {
        outcomes.stream()
                .filter(Outcome::isPassed)
                .forEach(outcome -> log().info("passed: " + outcome.rule() + ": " + outcome.found()));
        List<String> failures = outcomes.stream()
                .filter(outcome -> !outcome.isPassed())
                .map(Outcome::found)
                .toList();
        if (failures.isEmpty()) {
            return;
        }
        if (haltOnFailure) {
            throw new MojoFailureException(
                    failures.size() == 1
                            ? failures.get(0)
                            : failures.size() + " rules are broken:\n" + String.join("\n", failures));
        }
        failures.forEach(failure -> log().warn(failure + "; the build goes on (mnist-cnn.haltOnFailure)"));
    }

    private List<Rule> rulesAskedFor() throws MojoExecutionException {
        List<Rule> all = new ArrayList<>();
        try {
            addShare(all, "test.accuracy", minAccuracy, "minAccuracy");
            addShare(all, "test.accuracyLow", minAccuracyLow, "minAccuracyLow");
            if (minClassRecall != null) {
                all.add(new RecallRule(share(minClassRecall, "minClassRecall"), "mnist-cnn.minClassRecall"));
            }
            addMaximum(all, "test.loss", maxLoss, "maxLoss");
            addMaximum(all, "onnx.bytes", maxOnnxBytes, "maxOnnxBytes");
            addMaximum(all, "latency.medianMillis", maxLatencyMillis, "maxLatencyMillis");
            if (rules != null) {
                rules.forEach(rule -> all.add(rule.toRangeRule()));
            }
            if (baseline != null) {
                all.add(new BaselineRule(baseline.toPath(), significance, "mnist-cnn.baseline"));
            }
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        return all;
    }

    private static void addShare(List<Rule> all, String metric, @Nullable Double minimum, String property) {
        if (minimum != null) {
            all.add(new RangeRule(metric, share(minimum, property), null, "mnist-cnn." + property));
        }
    }

    private static void addMaximum(List<Rule> all, String metric, @Nullable Double maximum, String property) {
        if (maximum != null) {
            all.add(new RangeRule(metric, null, maximum, "mnist-cnn." + property));
        }
    }

    private static double share(double value, String property) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "mnist-cnn." + property + " is " + value + ", expected 0 to 1 (0.98 for 98 %)");
        }
        return value;
    }
}
