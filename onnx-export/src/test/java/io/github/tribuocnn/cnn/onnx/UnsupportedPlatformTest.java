/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnsupportedPlatformTest {
    /** Runs in a JVM of its own, which takes itself for a machine without a native library. */
    static final class OnAnotherMachine {
        public static void main(String[] arguments) throws IOException {
            RandomNetwork network =
                    RandomNetwork.of("flatten, dense 2", RandomNetwork.MNIST, RandomNetwork.digits(2), 1);
            ModelProto model = new OnnxExporter().export(network.trained(), ExportDetails.NONE);
            byte[] bytes = OnnxFile.bytes(model);
            assertEquals(0, OnnxStructure.faults(model).size());
            for (int attempt = 0; attempt < 2; attempt++) {
                OnnxException refusal = assertThrows(
                        OnnxException.class, () -> OnnxClassifier.of(bytes, "model.onnx", ServingOptions.DEFAULT));
                String message = String.valueOf(refusal.getMessage());
                assertTrue(message.startsWith("ONNX Runtime cannot run on Linux mips ("), message);
                assertTrue(
                        message.endsWith(
                                "; it has native libraries for Linux x86-64 and aarch64 with glibc 2.28 or newer,"
                                        + " Windows x86-64 and macOS aarch64. Exporting and verifying work without it"),
                        message);
            }
            Path file = Files.createTempFile("model", ".onnx");
            OnnxFile.write(model, file);
            Verification verified = new OnnxVerifier()
                    .verify(file, network.classifier(), network.pixels(3), 3)
                    .requireAgreement();
            assertEquals("tribuo-cnn in plain Java", verified.runtime());
            classifiesThe(file, network);
            Files.delete(file);
        }

        private static void classifiesThe(Path file, RandomNetwork network) throws IOException {
            int size = RandomNetwork.MNIST.size();
            byte[] bytes = new byte[3 * size];
            new Random(3).nextBytes(bytes);
            float[] images = new float[bytes.length];
            for (int i = 0; i < images.length; i++) {
                images[i] = Byte.toUnsignedInt(bytes[i]) / 255f;
            }
            float[] expected = new float[3 * 2];
            network.classifier().probabilities(images, 3, expected);
            OnnxClassifier closed;
            try (OnnxClassifier classifier = OnnxClassifier.open(file)) {
                closed = classifier;
                assertEquals("tribuo-cnn in plain Java", classifier.runtime());
                float[] ofFloats = new float[expected.length];
                classifier.probabilities(images, 3, ofFloats);
                assertArrayEquals(expected, ofFloats, 1e-5f);
                float[] ofBytes = new float[expected.length];
                classifier.probabilities(bytes, 3, ofBytes);
                assertArrayEquals(ofFloats, ofBytes);
            }
            assertThrows(IllegalStateException.class, () -> closed.probabilities(bytes, 3, expected));
        }
    }

    @Test
    void aPlatformWithoutNativeLibraryIsNamedAndPlainJavaVerifiesAndClassifies()
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dos.name=Linux",
                        "-Dos.arch=mips",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnAnotherMachine.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
