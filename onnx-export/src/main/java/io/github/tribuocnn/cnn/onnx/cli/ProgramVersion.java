/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tribuo-cnn-onnx " + OnnxExporter.version()};
    }
}
