/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runtimes here are made of shell scripts")
class JavaRuntimeTest {
    @TempDir
    Path home;

    private Path java;

    @BeforeEach
    void layOutARuntime() throws IOException {
        Files.createDirectory(home.resolve("bin"));
        java = script("exit 1");
    }

    private Path script(String line) throws IOException {
        Path file = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n" + line + "\n");
        assumeTrue(file.toFile().setExecutable(true));
        return file;
    }

    private void release(String version, String modules) throws IOException {
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
    }

    @Test
    void withoutAWishItIsTheJavaThatRunsMaven() throws Exception {
        JavaRuntime own = JavaRuntime.choose(null, null);
        assertEquals(Runtime.version().feature(), own.feature());
        assertTrue(Files.isExecutable(own.executable()), own.executable()::toString);
        assertTrue(own.modules().contains("java.base"));
    }

    @Test
    void theFolderOfAJdkWillDoAndItsReleaseFileSaysWhatItHas() throws Exception {
        release("25.0.3", "java.base jdk.incubator.vector java.logging");
        JavaRuntime runtime = JavaRuntime.choose(home, null);
        assertEquals(java, runtime.executable());
        assertEquals(25, runtime.feature());
        assertTrue(runtime.hasVectorModule());
    }

    @Test
    void aTrimmedRuntimeHasNoVectorModule() throws Exception {
        release("17.0.15", "java.base java.logging");
        assertFalse(JavaRuntime.choose(java, null).hasVectorModule());
    }

    @Test
    void withoutAReleaseFileTheRuntimeIsAsked() throws Exception {
        script("echo java.base@21.0.1; echo jdk.incubator.vector@21.0.1");
        JavaRuntime runtime = JavaRuntime.choose(java, null);
        assertEquals(21, runtime.feature());
        assertTrue(runtime.hasVectorModule());
    }

    @Test
    void theWishBeatsTheToolChain() throws Exception {
        release("17.0.15", "java.base");
        Path other = Path.of("/no/such/toolchain/bin/java");
        assertEquals(java, JavaRuntime.choose(home, other).executable());
        assertEquals(java, JavaRuntime.choose(null, java).executable());
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        release("1.8.0_392", "");
        assertRefused(
                "mnist-cnn.jvm names " + java
                        + ", a Java 8, expected 17 or newer: set mnist-cnn.jvm to the folder of one",
                home,
                null);
        release("11.0.2", "java.base");
        assertRefused(
                "the JDK tool chain names " + java
                        + ", a Java 11, expected 17 or newer: set mnist-cnn.jvm to the folder of one",
                null,
                java);
    }

    @Test
    void whatIsNoJavaIsRefused() throws Exception {
        Path nothing = home.resolve("nothing");
        String form = "mnist-cnn.jvm is %s, expected the folder of a JDK (with bin/java in it) or a java executable";
        assertRefused(form.formatted(nothing), nothing, null);
        assertRefused(form.formatted(home.resolve("bin")), home.resolve("bin"), null);
        String message = Refusal.messageOf(() -> JavaRuntime.choose(java, null));
        assertTrue(
                message.startsWith("mnist-cnn.jvm names " + java + ", which does not answer like a Java runtime: "),
                message);
    }

    private static void assertRefused(String message, @Nullable Path jvm, @Nullable Path toolchain) {
        assertEquals(message, Refusal.messageOf(() -> JavaRuntime.choose(jvm, toolchain)));
    }
}
