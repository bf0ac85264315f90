/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tribuo 4.3.2 brings ONNX Runtime 1.20.0: who does not raise it runs our files in that. */
class TribuosOnnxRuntimeTest {
    private static final Path OLDER = Path.of("target/witnesses/tribuos-onnxruntime.jar");

    /** Runs in a JVM of its own, where the older runtime takes the place of the newest. */
    static final class WithTheOlderRuntime {
        public static void main(String[] arguments) throws IOException {
            assertEquals("1.20.0", OrtRuntime.version());
            Path file = Files.createTempFile("form", ".onnx");
            for (Map.Entry<String, ExportForm> form : Forms.all().entrySet()) {
                for (RandomNetwork network : Forms.networks()) {
                    OnnxFile.write(Forms.export(network, form.getValue()), file);
                    Verification found = new OnnxVerifier()
                            .verify(file, network.classifier(), network.pixels(20), 20)
                            .requireAgreement();
                    assertEquals("1.20.0", found.runtimeVersion());
                    System.out.println("verified: " + form.getKey());
                }
            }
            Files.delete(file);
        }
    }

    @Test
    void everyFormAnswersAsTrainedThere() throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(OLDER),
                "ONNX Runtime 1.20.0 is not at " + OLDER
                        + "; the build puts it there on Linux x86-64, with -Pwitnesses elsewhere");
        String classPath = Stream.concat(
                        Stream.of(OLDER.toString()),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry ->
                                        !Path.of(entry).getFileName().toString().startsWith("onnxruntime-")))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        classPath,
                        WithTheOlderRuntime.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(
                (long) Forms.all().size() * Forms.networks().size(),
                output.lines().filter(line -> line.startsWith("verified: ")).count());
        assertTrue(output.contains("opset 21"), output);
    }
}
