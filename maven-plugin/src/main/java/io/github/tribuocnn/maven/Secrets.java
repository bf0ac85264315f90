/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.util.List;
import java.util.Map;

/**
 * Credentials on their way to the forked JVM: in its environment, which no file and no command line shows.
 *
 * @param environment variables and their values
 * @param jvmArguments what the JVM needs to use them
 */
record Secrets(Map<String, String> environment, List<String> jvmArguments) {
    static final Secrets NONE = new Secrets(Map.of(), List.of());

    @Override
    public String toString() {
        return "Secrets" + environment.keySet();
    }
}
