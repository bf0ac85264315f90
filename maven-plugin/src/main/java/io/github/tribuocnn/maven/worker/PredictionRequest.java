/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures for a saved network to read.
 *
 * @param model absolute path of a saved network, or of an exported one, whose name ends in {@code .onnx}
 * @param images absolute paths of PNG or JPEG files, at least one
 * @param ink one of {@link #INKS}
 */
public record PredictionRequest(Path model, List<Path> images, String ink) implements Request {

    /** What {@code mnist-cnn.ink} may be. */
    public static final List<String> INKS = List.of("auto", "dark", "light");

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the property, the value and what would be right
     */
    public PredictionRequest {
        images = List.copyOf(images);
        Expectation.oneOf(INKS, "ink", ink);
        Expectation.require(
                !images.isEmpty(), "images", "empty", "PNG or JPEG files: -Dmnist-cnn.images=a.png,folder/b.jpg");
    }

    @Override
    public void write(Path file) throws IOException {
        new RequestFile()
                .with("model", model)
                .with("images", images)
                .with("ink", ink)
                .write(file);
    }

    static PredictionRequest read(Path file) throws IOException {
        RequestFile values = RequestFile.read(file);
        return new PredictionRequest(
                values.path("model"),
                values.list("images").stream().map(Path::of).toList(),
                values.text("ink"));
    }
}
