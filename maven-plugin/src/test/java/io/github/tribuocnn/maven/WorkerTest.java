/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.maven.worker.Requests;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import io.github.tribuocnn.maven.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real worker in its own JVM, asked for what cannot be done. */
class WorkerTest {
    private final RecordingLog log = new RecordingLog();

    @TempDir
    Path work;

    private Path results;

    @BeforeEach
    void makeTheResultFolder() throws Exception {
        results = Files.createDirectory(work.resolve("results"));
    }

    private void run(TrainingRequest request, JavaRuntime java) throws Exception {
        Path file = work.resolve("request.properties");
        request.write(file);
        List<Path> classPath = WorkerProcessTest.worker(List.of()).classPath();
        new WorkerProcess(java, Worker.class.getName(), classPath, List.of())
                .run(work, List.of("train", work.toString(), file.toString(), results.toString()), log);
    }

    private String refusal(TrainingRequest request) throws MojoExecutionException {
        JavaRuntime java = JavaRuntime.choose(null, null);
        return Refusal.messageOf(() -> run(request, java));
    }

    @Test
    void aTrainingThatDivergesSaysSoAndWhatToLower() throws Exception {
        String message = refusal(Requests.withLearningRate(1e30));
        assertTrue(message.contains("became NaN in "), message);
        assertTrue(
                message.matches("(?s).* in epoch 1, .*at learning rate 1\\.0E30\\. Lower the learning rate.*"),
                message);
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void offlineWithoutMnistSaysHowToProvideIt() throws Exception {
        TrainingRequest request = Requests.withDataset("mnist");
        assertEquals(
                "offline, and MNIST is not in " + request.data().cacheDirectory()
                        + ": run once online, or give the folder with the four IDX files, gzip-compressed or not, by"
                        + " -Dmnist-cnn.dataDirectory=<folder> or the environment variable MNIST_DIR.",
                refusal(request));
    }

    @Test
    void vectorKernelsWithoutTheirModuleAreRefused() throws Exception {
        JavaRuntime own = JavaRuntime.choose(null, null);
        JavaRuntime trimmed = new JavaRuntime(own.executable(), own.feature(), List.of("java.base"));
        String message = Refusal.messageOf(() -> run(Requests.withThreadsAndKernel(1, "vector"), trimmed));
        assertTrue(
                message.startsWith("kernel is \"vector\", but the module jdk.incubator.vector is not there"), message);
    }

    @Test
    void aRequestFileThatIsNoneIsNoSilentSuccess() throws Exception {
        Path file = Files.writeString(work.resolve("request.properties"), "epochs=1\n");
        WorkerProcess worker = WorkerProcessTest.worker(List.of());
        String message = Refusal.messageOf(
                () -> new WorkerProcess(worker.java(), Worker.class.getName(), worker.classPath(), List.of())
                        .run(work, List.of("train", work.toString(), file.toString(), results.toString()), log));
        assertEquals(
                "training failed: java.lang.IllegalArgumentException: the request has no dataset (mvn -X shows where)",
                message);
        assertTrue(log.lines.stream().anyMatch(line -> line.contains("at io.github.tribuocnn.maven.worker.Worker")));
    }
}
