/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.onnx.OnnxDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a file holds. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Shows a file's inputs, outputs, sizes and metadata, and its provenance as a tree.")
final class DescribeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The ONNX file.")
    Path file = Path.of("model.onnx");

    @Mixin
    Console console = new Console();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = console.out();
        out.print(OnnxDescription.of(file));
        out.flush();
        return 0;
    }
}
