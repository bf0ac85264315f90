/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtimes that Maven Central does not have, where they are installed. */
class InstalledRuntimesTest {
    private static final int IMAGES = 16;
    private static final String MODULES = "ONNX_NODE_MODULES";

    private final RandomNetwork network = RandomNetwork.reference(21);

    @TempDir
    Path folder;

    @Test
    void onnxRuntimeForNodeAnswersAsTrained() throws IOException, InterruptedException {
        answersAsTrained(List.of(
                "node",
                script("score.mjs"),
                nodeModule("onnxruntime-node/dist/index.js").toString()));
    }

    @Test
    void onnxRuntimeForTheWebAnswersAsTrained() throws IOException, InterruptedException {
        answersAsTrained(List.of(
                "node",
                script("score.mjs"),
                nodeModule("onnxruntime-web/dist/ort.node.min.mjs").toString()));
    }

    @Test
    void debiansCheckerAcceptsAndDebiansOpenCvAnswersAsTrained() throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(
                Files.exists(python) && run(List.of(python.toString(), "-c", "import cv2, numpy, onnx")) == 0,
                "python3-onnx and python3-opencv are not installed (apt-get install python3-onnx python3-opencv)");
        answersAsTrained(List.of(python.toString(), script("check.py")));
    }

    private static Path nodeModule(String entryPoint) {
        String modules = System.getenv(MODULES);
        assumeTrue(
                modules != null,
                MODULES + " is not set; set it to a folder node_modules with onnxruntime-node and onnxruntime-web"
                        + " (npm install --ignore-scripts onnxruntime-node onnxruntime-web)");
        Path path = Path.of(String.valueOf(modules)).resolve(entryPoint);
        assumeTrue(Files.exists(path), "there is no " + path);
        return path;
    }

    private void answersAsTrained(List<String> command) throws IOException, InterruptedException {
        ImageShape shape = network.architecture().input();
        float[] images = network.images(IMAGES);
        Path model = folder.resolve("model.onnx");
        Path pixels = folder.resolve("images.bin");
        Path result = folder.resolve("result.bin");
        OnnxFile.write(Forms.export(network, ExportForm.DEFAULT), model);
        Files.write(pixels, bytes(Forms.channelsFirst(images, shape)));
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(model.toString(), pixels.toString(), result.toString()));
        for (int length : new int[] {IMAGES, shape.channels(), shape.height(), shape.width()}) {
            whole.add(Integer.toString(length));
        }
        assertEquals(0, run(whole));
        assertArrayEquals(Forms.inFileOrder(network, images, IMAGES), floats(Files.readAllBytes(result)), 1e-5f);
    }

    private String script(String name) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream stream = Objects.requireNonNull(InstalledRuntimesTest.class.getResourceAsStream(name))) {
            Files.write(script, stream.readAllBytes());
        }
        return script.toString();
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            System.out.println(output);
        }
        return exitCode;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
