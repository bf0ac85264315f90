/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a {@code metrics.json}, asked by paths such as {@code test.accuracy} or {@code test.perClass[7].recall}.
 *
 * @param file where it was read
 * @param json its content
 */
public record Metrics(Path file, JsonObject json) {
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)|\\[([0-9]{1,9})]|\\.");

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no JSON object
     */
    public static Metrics read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Metrics(file, JsonParser.parseReader(reader).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(file + " is no metrics file: " + e.getMessage(), e);
        }
    }

    /** The number at a path, if there is one. */
    OptionalDouble number(String path) {
        return at(path).filter(Metrics::isNumber).stream()
                .mapToDouble(JsonElement::getAsDouble)
                .findFirst();
    }

    /** The text at a path, if there is one. */
    Optional<String> text(String path) {
        return at(path).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
    }

    /** The objects in the list at a path; empty if there is no list. */
    List<JsonObject> objects(String path) {
        return list(path).stream()
                .flatMap(array -> array.asList().stream())
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The list at a path, if there is one. */
    Optional<JsonArray> list(String path) {
        return at(path).filter(JsonElement::isJsonArray).map(JsonElement::getAsJsonArray);
    }

    private static boolean isNumber(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
    }

    private Optional<JsonElement> at(String path) {
        JsonElement found = json;
        Matcher steps = STEP.matcher(path);
        while (found != null && steps.find()) {
            if (steps.group(1) != null) {
                found = found.isJsonObject() ? found.getAsJsonObject().get(steps.group(1)) : null;
            } else if (steps.group(2) != null) {
                int index = Integer.parseInt(steps.group(2));
                found = found.isJsonArray() && index < found.getAsJsonArray().size()
                        ? found.getAsJsonArray().get(index)
                        : null;
            }
        }
        return Optional.ofNullable(found);
    }
}
