/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this library, as the build wrote it into the jar. */
final class ProductVersion {
    /** E.g. {@code 0.1.0}. */
    static final String TEXT = read();

    private static final String RESOURCE = "version.properties";

    private ProductVersion() {}

    private static String read() {
        try (InputStream stream = ProductVersion.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(stream, RESOURCE + " is missing from the jar of tribuo-cnn-onnx"));
            return Objects.requireNonNull(properties.getProperty("version"), RESOURCE + " names no version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of tribuo-cnn-onnx", e);
        }
    }
}
