/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runtimes that Maven Central does not have, where they are installed. */
class InstalledRuntimesTest {
    private static final String MODULES = "ONNX_NODE_MODULES";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void onnxRuntimeForNodeAnswersAsTrained(PixelInput input) throws IOException, InterruptedException {
        scoresAsTrained("onnxruntime-node", nodeModule("onnxruntime-node/dist/index.js"), input);
    }

    @ParameterizedTest
    @EnumSource
    void onnxRuntimeForTheWebAnswersAsTrained(PixelInput input) throws IOException, InterruptedException {
        scoresAsTrained("onnxruntime-web", nodeModule("onnxruntime-web/dist/ort.node.min.mjs"), input);
    }

    @ParameterizedTest
    @EnumSource
    void onnxRuntimeForTheWebAnswersAsTrainedInABrowser(PixelInput input) throws IOException, InterruptedException {
        Path runtime = nodeModule("onnxruntime-web/dist/ort.wasm.min.mjs").resolveSibling("");
        Browser browser = Browser.installed();
        Examination examination = Examination.with(input);
        examination.grade(browser.answers(examination, input, runtime, folder), "onnxruntime-web in a browser");
    }

    @Test
    void debiansCheckerAcceptsAndDebiansOpenCvAnswersAsTrained() throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(
                Files.exists(python) && run(List.of(python.toString(), "-c", "import cv2, numpy, onnx")) == 0,
                "python3-onnx and python3-opencv are not installed (apt-get install python3-onnx python3-opencv)");
        answersAsTrained("OpenCV", List.of(python.toString(), script("check.py")), Examination.with(PixelInput.FLOAT));
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

    private void scoresAsTrained(String runtime, Path entryPoint, PixelInput input)
            throws IOException, InterruptedException {
        String type = input == PixelInput.FLOAT ? "float32" : "uint8";
        answersAsTrained(
                runtime, List.of("node", script("score.mjs"), entryPoint.toString(), type), Examination.with(input));
    }

    private void answersAsTrained(String runtime, List<String> command, Examination examination)
            throws IOException, InterruptedException {
        Path model = folder.resolve("model.onnx");
        Path pixels = folder.resolve("images.bin");
        Path result = folder.resolve("result.bin");
        examination.write(model, pixels);
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(model.toString(), pixels.toString(), result.toString()));
        for (int length : examination.dims()) {
            whole.add(Integer.toString(length));
        }
        assertEquals(0, run(whole));
        examination.grade(Files.readAllBytes(result), runtime);
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
}
