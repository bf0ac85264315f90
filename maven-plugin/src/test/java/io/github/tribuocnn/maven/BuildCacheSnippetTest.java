/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build cache extension never asks a goal, so what its configuration leaves out would restore a wrong network. */
class BuildCacheSnippetTest {
    /** Parameters of train that never change the network. */
    private static final Set<String> WITHOUT_CONSEQUENCE = Set.of(
            "argLine",
            "attach",
            "cacheDirectory",
            "classifier",
            "dataDirectory",
            "download",
            "execution",
            "force",
            "forkTimeoutSeconds",
            "heap",
            "jdkToolchain",
            "jvm",
            "kernel",
            "minAccuracy",
            "mirrors",
            "modelCache",
            "plugin",
            "project",
            "serverId",
            "session",
            "stallTimeoutSeconds",
            "threads");

    private static final Pattern RECONCILED = Pattern.compile("<reconcile propertyName=\"([A-Za-z]+)\"");

    private static Set<String> reconciled() throws IOException {
        Matcher matcher = RECONCILED.matcher(Files.readString(Path.of("README.md")));
        Set<String> names = new TreeSet<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Test
    void theDocumentedSnippetListsEveryParameterThatChangesTheResult() throws Exception {
        Set<String> expected = new TreeSet<>(PluginXml.parametersOf("train"));
        assertTrue(expected.containsAll(WITHOUT_CONSEQUENCE), "a parameter of that name is no more: " + expected);
        expected.removeAll(WITHOUT_CONSEQUENCE);
        assertEquals(expected, reconciled());
    }
}
