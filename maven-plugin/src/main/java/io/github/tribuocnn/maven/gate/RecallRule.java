/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * Each class by itself read well enough. A class without a test image fails: nothing is known of it.
 *
 * @param minimum the smallest share of its images that must be read rightly, 0 to 1
 * @param origin who asks for it, for the message: a property
 */
public record RecallRule(double minimum, String origin) implements Rule {
    private static final String NAME = "recall of each class at least ";

    @Override
    public Outcome apply(Metrics metrics) {
        List<JsonObject> classes = metrics.objects("test.perClass");
        if (classes.isEmpty()) {
            return Outcome.failed(
                    NAME + minimum, "there is no list test.perClass in " + metrics.file() + " (" + origin + ")");
        }
        List<String> failing = classes.stream()
                .filter(one -> !(recall(one) >= minimum))
                .map(one -> one.get("label").getAsString() + " (" + recall(one) + ")")
                .toList();
        if (!failing.isEmpty()) {
            return Outcome.failed(
                    NAME + minimum,
                    "recall is below the minimum " + minimum + " (" + origin + ") in "
                            + (failing.size() == 1 ? "class " : "the classes ") + String.join(", ", failing));
        }
        double lowest = classes.stream().mapToDouble(RecallRule::recall).min().orElseThrow();
        return Outcome.passed(NAME + minimum, "lowest recall of a class " + lowest);
    }

    private static double recall(JsonObject one) {
        JsonElement recall = one.get("recall");
        return recall == null || recall.isJsonNull() ? Double.NaN : recall.getAsDouble();
    }
}
