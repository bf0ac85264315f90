/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.function.Executable;

/** What the user reads when something is refused. */
final class Refusal {
    private Refusal() {}

    /** The message of the {@link MojoExecutionException} that must be thrown. */
    static String messageOf(Executable executable) {
        return Objects.requireNonNull(
                assertThrows(MojoExecutionException.class, executable).getMessage());
    }
}
