/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import com.google.gson.JsonElement;
import io.github.tribuocnn.cnn.report.McNemar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A network that reads the same test images no worse than an earlier one did: fewer of them is allowed as far as chance
 * explains it, by McNemar's test.
 *
 * @param file the {@code metrics.json} of the earlier network
 * @param significance the probability of a split as uneven, between equally good networks, below which it is no chance
 * @param origin who asks for it, for the message: a property
 */
public record BaselineRule(Path file, double significance, String origin) implements Rule {
    private static final String HASH = "dataset.testSha256";
    private static final String MISTAKES = "test.mistakes";

    /**
     * Checks the significance.
     *
     * @throws IllegalArgumentException if it is no probability
     */
    public BaselineRule {
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException(
                    "mnist-cnn.significance is " + significance + ", expected above 0 and below 1");
        }
    }

    @Override
    public Outcome apply(Metrics metrics) {
        String name = "not worse than " + file.getFileName();
        Metrics baseline;
        try {
            baseline = Metrics.read(file);
        } catch (IOException e) {
            return Outcome.failed(
                    name,
                    "the baseline " + file + " cannot be read (" + e
                            + "): commit the metrics.json of a network that is good enough there (" + origin + ")");
        }
        return comparable(name, metrics, baseline).orElseGet(() -> compare(name, metrics, baseline));
    }

    private Optional<Outcome> comparable(String name, Metrics metrics, Metrics baseline) {
        for (Metrics each : new Metrics[] {metrics, baseline}) {
            if (each.text(HASH).isEmpty() || each.list(MISTAKES).isEmpty()) {
                return Optional.of(Outcome.failed(
                        name,
                        each.file() + " has no " + HASH + " and " + MISTAKES
                                + ", so networks cannot be compared: take the metrics.json of a training by this version ("
                                + origin + ")"));
            }
        }
        String here = metrics.text(HASH).orElseThrow();
        String there = baseline.text(HASH).orElseThrow();
        return here.equals(there)
                ? Optional.empty()
                : Optional.of(Outcome.failed(
                        name,
                        "the baseline " + file + " was tested on other images (SHA-256 " + there + ", here " + here
                                + "): compare networks on the same data set (" + origin + ")"));
    }

    private Outcome compare(String name, Metrics metrics, Metrics baseline) {
        Set<Integer> here = mistakes(metrics);
        Set<Integer> there = mistakes(baseline);
        int onlyHereRight = without(there, here);
        int onlyThereRight = without(here, there);
        double p = McNemar.pValue(onlyHereRight, onlyThereRight);
        String found = String.format(
                Locale.ROOT,
                "test accuracy %s, the baseline's %s; read rightly by this network alone %d images, by the baseline"
                        + " alone %d (McNemar's test, p = %.4f)",
                accuracy(metrics),
                accuracy(baseline),
                onlyHereRight,
                onlyThereRight,
                p);
        return onlyThereRight > onlyHereRight && p < significance
                ? Outcome.failed(name, "worse than the baseline " + file + ": " + found + " (" + origin + ")")
                : Outcome.passed(name, found);
    }

    private static Object accuracy(Metrics metrics) {
        OptionalDouble accuracy = metrics.number("test.accuracy");
        return accuracy.isPresent() ? accuracy.getAsDouble() : "unknown";
    }

    private static Set<Integer> mistakes(Metrics metrics) {
        Set<Integer> mistakes = new HashSet<>();
        for (JsonElement mistake : metrics.list(MISTAKES).orElseThrow()) {
            mistakes.add(mistake.getAsInt());
        }
        return mistakes;
    }

    private static int without(Set<Integer> some, Set<Integer> others) {
        return (int) some.stream().filter(image -> !others.contains(image)).count();
    }
}
