/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TrainingRequestTest {
    @TempDir
    Path folder;

    @Test
    void aRequestComesBackFromItsFileUnchanged() throws IOException {
        TrainingRequest request = new TrainingRequest(
                new DataRequest(
                        "auto",
                        Path.of("/data/größe 1/a=b\\c:d"),
                        Path.of("/environment"),
                        Path.of("/cache #2"),
                        true,
                        List.of(
                                new Mirror(Mirror.addressOf("http://a.example/m"), "proxy", 3128),
                                Mirror.direct(Mirror.addressOf("file:/b/"))),
                        7),
                "tiny",
                Architecture.REFERENCE_TEXT,
                3,
                16,
                "sgd 0.30000000000000004 momentum 0.9",
                "cosine warm-up 15 %",
                "shift 1.5, rotation 10",
                Long.MIN_VALUE,
                2,
                "scalar",
                500,
                1.0 / 12,
                Instant.parse("2026-11-22T00:00:00Z"));
        Path file = folder.resolve("request.properties");
        request.write(file);
        assertEquals(request, TrainingRequest.read(file));
        assertTrue(Files.readString(file).contains("größe"), "the file is UTF-8");
    }

    @Test
    void aRequestWithoutDataFolderHasNoneWhenItComesBack() throws IOException {
        TrainingRequest request = Requests.synthetic();
        Path file = folder.resolve("request.properties");
        request.write(file);
        assertEquals(request, TrainingRequest.read(file));
    }

    @Test
    void theArchitectureIsKeptInCanonicalSpelling() {
        assertEquals(
                "flatten, dense 10",
                Requests.withArchitecture("  flatten,dense   10 ").architecture());
    }

    @Test
    void valuesOutOfRangeAreRefusedByTheNameOfTheirProperty() {
        assertRefused(
                "mnist-cnn.recipe: 'best' is no recipe, expected one of reference, default, thorough, tiny",
                () -> Requests.withRecipe("best"));
        assertRefused("mnist-cnn.epochs is 0, expected at least 1", () -> Requests.withEpochs(0));
        assertRefused(
                "mnist-cnn.dataset is 'nmist', expected one of auto, mnist, synthetic",
                () -> Requests.withDataset("nmist"));
        assertRefused(
                "mnist-cnn.kernel is 'avx', expected one of auto, scalar, vector",
                () -> Requests.of("avx", 32, 0.001, 0, 0, 0));
        assertRefused("mnist-cnn.batchSize is 0, expected at least 1", () -> Requests.of("auto", 0, 0.001, 0, 0, 0));
        assertRefused(
                "mnist-cnn.threads is -1, expected at least 0 (0: one a core)",
                () -> Requests.of("auto", 1, 0.001, -1, 0, 0));
        assertRefused(
                "mnist-cnn.trainLimit is -1, expected at least 0 (0: all images)",
                () -> Requests.of("auto", 1, 0.001, 0, -1, 0));
        assertRefused(
                "mnist-cnn.validationFraction is 1.0, expected at least 0 and below 1",
                () -> Requests.of("auto", 1, 0.001, 0, 0, 1));
        assertRefused(
                "mnist-cnn.validationFraction is NaN, expected at least 0 and below 1",
                () -> Requests.of("auto", 1, 0.001, 0, 0, Double.NaN));
    }

    @Test
    void anArchitectureThatCannotBeIsRefused() {
        String unknown = assertThrows(
                        IllegalArgumentException.class,
                        () -> Requests.withArchitecture("conv 32 3x3 relu, maxpol 2, flatten, dense 10"))
                .getMessage();
        assertTrue(
                String.valueOf(unknown)
                        .startsWith("mnist-cnn.architecture: Layer 2 (maxpol 2): unknown layer 'maxpol'; did you mean"
                                + " 'maxpool'? Known layers: conv, "),
                unknown);
        assertRefused(
                "mnist-cnn.architecture: Layer 2 (dense 5), input 784: it gives 5 outputs, but the data has 10 classes; write"
                        + " 'dense 10'",
                () -> Requests.withArchitecture("flatten, dense 5"));
        assertRefused(
                "mnist-cnn.architecture: The text says 'input 32x32x3', but the images are 28x28x1; correct the text or leave"
                        + " the input out of it",
                () -> Requests.withArchitecture("input 32x32x3, flatten, dense 10"));
        assertRefused(
                "mnist-cnn.architecture: Layer 1 (conv 8 29x29), input 28x28x1: the 29x29 kernel is larger than the image; use"
                        + " at most 28x28, or shrink the image less before it",
                () -> Requests.withArchitecture("conv 8 29x29, flatten, dense 10"));
    }

    private static void assertRefused(String message, Executable request) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, request).getMessage());
    }
}
