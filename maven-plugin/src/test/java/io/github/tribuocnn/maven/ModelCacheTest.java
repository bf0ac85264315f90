/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.maven.worker.Folders;
import io.github.tribuocnn.maven.worker.Requests;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    private final RecordingLog log = new RecordingLog();

    @TempDir
    Path root;

    private boolean train(TrainingRequest request) throws Exception {
        log.lines.clear();
        ModelCache cache = new ModelCache(root.resolve("cache"), log);
        new Training(log, WorkerProcessTest.worker(List.of()), List.of(), root.resolve("results"), cache)
                .run(request, false, null);
        return log.lines.stream().anyMatch(line -> line.startsWith("[INFO] wrote model.tribuo, "));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve("cache"))) {
            return entries.toList();
        }
    }

    @Test
    void whatWasTrainedOnceSurvivesAClean() throws Exception {
        assertTrue(train(Requests.withEpochs(1)));
        Folders.delete(root.resolve("results"));
        assertFalse(train(Requests.withEpochs(1)));
        assertEquals("model of 1 epochs", Files.readString(root.resolve("results/model.tribuo")));
        assertTrue(
                log.has("[INFO] restored the model from " + entries().get(0) + " (mnist-cnn.modelCache)"),
                log.lines::toString);
        assertFalse(train(Requests.withEpochs(1)));
        assertTrue(log.lines.get(0).startsWith("[INFO] the model is up to date ("), log.lines::toString);
    }

    @Test
    void goingBackToEarlierSettingsTrainsNothing() throws Exception {
        train(Requests.withEpochs(1));
        assertTrue(train(Requests.withEpochs(2)));
        assertFalse(train(Requests.withEpochs(1)));
        assertEquals("model of 1 epochs", Files.readString(root.resolve("results/model.tribuo")));
        assertEquals(2, entries().size());
    }

    @Test
    void aDamagedEntryIsNotUsedAndReplaced() throws Exception {
        train(Requests.withEpochs(1));
        Path entry = entries().get(0);
        Files.writeString(entry.resolve("model.onnx"), "damaged");
        Folders.delete(root.resolve("results"));
        assertTrue(train(Requests.withEpochs(1)));
        assertTrue(
                log.has("[WARNING] not used from mnist-cnn.modelCache: " + entry + ": model.onnx was changed"),
                log.lines::toString);
        assertEquals("onnx", Files.readString(entry.resolve("model.onnx")));
        assertEquals(List.of(entry), entries());
    }
}
