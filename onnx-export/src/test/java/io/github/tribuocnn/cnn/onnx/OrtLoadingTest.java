/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OrtLoadingTest {
    @TempDir
    Path root;

    /** Runs in a JVM of its own, whose environment does not switch the reports off. */
    static final class WithALongCommandLine {
        public static void main(String[] arguments) {
            RandomNetwork network =
                    RandomNetwork.of("flatten, dense 2", RandomNetwork.MNIST, RandomNetwork.digits(2), 1);
            byte[] bytes = OnnxFile.bytes(new OnnxExporter().export(network.trained(), ExportDetails.NONE));
            try (OnnxClassifier classifier = OnnxClassifier.of(bytes, "model.onnx", ServingOptions.DEFAULT)) {
                System.out.println("classified as "
                        + classifier.classify(network.images(1)).label());
            }
        }
    }

    /** ONNX Runtime 1.29.0 alone ends a JVM with such a command line, without a word. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLongCommandLineDoesNotEndTheProcess() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        for (int i = 0; i < 4; i++) {
            command.add("-Dpadding" + i + "=" + "a".repeat(50_000));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WithALongCommandLine.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What it takes for a continuous build it does not report on either.
        builder.environment().clear();
        builder.environment().put("HOME", root.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("classified as "), output);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSystemWithoutShellAndNameIsRefusedWithTheRemedy() {
        for (String version : new String[] {"1.29.0", null, "0.1.0-SNAPSHOT"}) {
            OrtUnavailableException refusal =
                    assertThrows(OrtUnavailableException.class, () -> OrtLoading.requireShell(root, Map.of(), version));
            assertEquals(
                    "ONNX Runtime 1.29 would end this process, because this system has neither /bin/sh nor"
                            + " /etc/machine-id; start java with ORT_DISABLE_TELEMETRY=1 in its environment. Exporting and"
                            + " verifying work without it",
                    refusal.getMessage());
        }
    }

    @Test
    void whatIsSafeIsNotRefused() throws IOException {
        assertDoesNotThrow(() -> OrtLoading.requireShell(root, Map.of("ORT_DISABLE_TELEMETRY", "1"), "1.29.0"));
        assertDoesNotThrow(() -> OrtLoading.requireShell(root, Map.of(), "1.20.0"));
        Path name = root.resolve("etc/machine-id");
        Files.createDirectories(name.resolveSibling(""));
        Files.writeString(name, "0123");
        assertDoesNotThrow(() -> OrtLoading.requireShell(root, Map.of(), "1.29.0"));
        Files.delete(name);
        Path shell = root.resolve("bin/sh");
        Files.createDirectories(shell.resolveSibling(""));
        Files.writeString(shell, "");
        assertTrue(shell.toFile().setExecutable(true));
        assertDoesNotThrow(() -> OrtLoading.requireShell(root, Map.of(), "1.29.0"));
    }

    @Test
    void failuresComeBackAsTheyWere() {
        LinkageError failure = new UnsatisfiedLinkError("no library");
        assertEquals(
                failure,
                assertThrows(
                        LinkageError.class,
                        () -> OrtLoading.withRoom(() -> {
                            throw failure;
                        })));
        assertEquals(7, OrtLoading.withRoom(() -> 7));
    }
}
