/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints. */
@Command
final class Console {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    PrintWriter out() {
        return Objects.requireNonNull(command, "picocli has set up no command")
                .commandLine()
                .getOut();
    }
}
