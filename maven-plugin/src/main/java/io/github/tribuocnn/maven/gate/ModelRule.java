/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import io.github.tribuocnn.maven.worker.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Metrics that speak of the file that would be shipped.
 *
 * @param onnx that file
 */
public record ModelRule(Path onnx) implements Rule {

    @Override
    public Outcome apply(Metrics metrics) {
        String name = "metrics are of " + onnx.getFileName();
        if (!Files.isRegularFile(onnx)) {
            return Outcome.failed(name, "there is no " + onnx + ": train first");
        }
        String found = hash();
        String measured = metrics.text("onnx.sha256").orElse("none");
        return found.equals(measured)
                ? Outcome.passed(name, "SHA-256 " + found)
                : Outcome.failed(
                        name,
                        onnx + " is not the file that was measured: its SHA-256 is " + found + ", in " + metrics.file()
                                + " it is " + measured + ": train again");
    }

    private String hash() {
        try {
            return Sha256.of(onnx);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
