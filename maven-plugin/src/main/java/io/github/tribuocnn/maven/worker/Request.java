/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.nio.file.Path;

/** What a forked JVM is asked to do; travels as a file whose keys are property names without {@code mnist-cnn.}. */
public interface Request {

    /**
     * Writes the request for the forked JVM.
     *
     * @throws IOException if the file cannot be written
     */
    void write(Path file) throws IOException;
}
