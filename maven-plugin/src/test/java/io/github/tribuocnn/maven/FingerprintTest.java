/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.maven.worker.Requests;
import io.github.tribuocnn.maven.worker.Sha256;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    private static final List<String> OUTPUTS = List.of("model", "metrics");

    @TempDir
    Path folder;

    private Path engine;
    private TrainingRequest request;

    @BeforeEach
    void train() throws IOException {
        engine = Files.writeString(folder.resolve("engine.jar"), "engine 1");
        Files.writeString(folder.resolve("model"), "m");
        Files.writeString(folder.resolve("metrics"), "n");
        request = Requests.withEpochs(5);
        fingerprint(request).with(folder, OUTPUTS).write(folder);
    }

    private Fingerprint fingerprint(TrainingRequest wanted) throws IOException {
        return fingerprint(wanted, "1.29.0");
    }

    private Fingerprint fingerprint(TrainingRequest wanted, String runtime) throws IOException {
        return Fingerprint.of(
                "synthetic",
                wanted,
                List.of(
                        new Dependency("tribuo-cnn", "1-SNAPSHOT", engine, true),
                        new Dependency("onnxruntime", runtime, folder.resolve("never-read.jar"), false)));
    }

    private List<String> reasons(TrainingRequest wanted) throws IOException {
        return fingerprint(wanted).reasonsToTrain(folder, OUTPUTS);
    }

    @Test
    void theSameRequestIsNoReason() throws IOException {
        assertEquals(List.of(), reasons(request));
    }

    @Test
    void whatNeverChangesTheWeightsIsNoReason() throws IOException {
        fingerprint(Requests.withThreadsAndKernel(1, "auto"))
                .with(folder, OUTPUTS)
                .write(folder);
        assertEquals(List.of(), reasons(Requests.withThreadsAndKernel(2, "scalar")));
    }

    @Test
    void aChangedValueIsNamedWithBothValues() throws IOException {
        assertEquals(List.of("epochs 5" + Fingerprint.ARROW + "8"), reasons(Requests.withEpochs(8)));
    }

    @Test
    void aChangedEngineIsAReasonEvenUnderTheSameVersion() throws IOException {
        Files.writeString(engine, "engine 2");
        assertEquals(List.of("tribuo-cnn has changed"), reasons(request));
    }

    @Test
    void anotherLibraryVersionIsAReason() throws IOException {
        assertEquals(
                List.of("onnxruntime 1.29.0" + Fingerprint.ARROW + "1.30.0"),
                fingerprint(request, "1.30.0").reasonsToTrain(folder, OUTPUTS));
    }

    @Test
    void aTouchedOrMissingResultIsAReason() throws IOException {
        Files.writeString(folder.resolve("model"), "M");
        Files.delete(folder.resolve("metrics"));
        assertEquals(List.of("model was changed", "metrics is missing"), reasons(request));
    }

    @Test
    void anEmptyFolderIsAReason() throws IOException {
        Files.delete(folder.resolve("fingerprint.properties"));
        assertEquals(List.of("no trained model yet"), reasons(request));
    }

    @Test
    void theFileIsReadableAndTheSameEveryTime() throws IOException {
        byte[] first = Files.readAllBytes(folder.resolve("fingerprint.properties"));
        fingerprint(request).with(folder, OUTPUTS).write(folder);
        assertEquals(
                new String(first, StandardCharsets.UTF_8), Files.readString(folder.resolve("fingerprint.properties")));
        List<String> lines = Files.readAllLines(folder.resolve("fingerprint.properties"));
        assertTrue(lines.contains("epochs=5"), lines::toString);
        assertTrue(lines.contains("library.onnxruntime=1.29.0"), lines::toString);
    }

    @Test
    void aFolderOfClassesIsHashedByNamesAndContents() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/a"));
        Files.writeString(classes.resolve("B.class"), "b");
        String before = Sha256.of(folder.resolve("classes"));
        assertEquals(before, Sha256.of(folder.resolve("classes")));
        Files.move(classes.resolve("B.class"), classes.resolve("C.class"));
        assertNotEquals(before, Sha256.of(folder.resolve("classes")));
    }
}
