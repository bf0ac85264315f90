/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.maven.worker.Requests;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final List<String> EVERYTHING = List.of(
            "fingerprint.properties", "history.csv", "metrics.json", "model.onnx", "model.tribuo", "report.html");

    @TempDir
    Path target;

    private Path folder;
    private RecordingLog log = new RecordingLog();

    @BeforeEach
    void nameTheFolder() {
        folder = target.resolve("mnist-cnn");
    }

    private void train(TrainingRequest request, boolean force, @Nullable Double minAccuracy, String... jvmArguments)
            throws MojoExecutionException, MojoFailureException {
        log = new RecordingLog();
        WorkerProcess worker = WorkerProcessTest.worker(List.of(jvmArguments));
        new Training(log, worker, List.of(), folder, null).run(request, force, minAccuracy);
    }

    private void train(int epochs) throws MojoExecutionException, MojoFailureException {
        train(Requests.withEpochs(epochs), false, null);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private boolean trained() {
        return log.lines.stream().anyMatch(line -> line.startsWith("[INFO] wrote model.tribuo, "));
    }

    @Test
    void aTrainingLeavesEveryFileAndNothingElse() throws Exception {
        train(1);
        assertEquals(EVERYTHING, files());
        assertTrue(log.has("[INFO] training: no trained model yet"), log.lines::toString);
    }

    @Test
    void theSameRequestAgainDoesNotTrain() throws Exception {
        train(1);
        train(1);
        assertFalse(trained());
        assertTrue(
                log.has("[INFO] the model is up to date (" + folder
                        + ", trained on synthetic, test accuracy 97.00 %); -Dmnist-cnn.force trains again"),
                log.lines::toString);
    }

    @Test
    void anotherRequestSaysWhyItTrains() throws Exception {
        train(1);
        train(2);
        assertTrue(trained());
        assertTrue(log.has("[INFO] retraining: epochs 1" + Fingerprint.ARROW + "2"), log.lines::toString);
        assertEquals("model of 2 epochs", Files.readString(folder.resolve("model.tribuo")));
    }

    @Test
    void forceTrainsAgain() throws Exception {
        train(1);
        train(Requests.withEpochs(1), true, null);
        assertTrue(trained());
        assertTrue(log.has("[INFO] retraining: mnist-cnn.force"), log.lines::toString);
    }

    @Test
    void aTouchedModelTrainsAgain() throws Exception {
        train(1);
        Files.writeString(folder.resolve("model.tribuo"), "touched");
        train(1);
        assertTrue(log.has("[INFO] retraining: model.tribuo was changed"), log.lines::toString);
        assertEquals("model of 1 epochs", Files.readString(folder.resolve("model.tribuo")));
    }

    @Test
    void autoIsContentWithSyntheticDigitsButWarnsEveryTime() throws Exception {
        train(Requests.withDataset("auto"), false, null);
        train(Requests.withDataset("auto"), false, null);
        assertFalse(trained());
        assertTrue(
                log.lines.stream().anyMatch(line -> line.startsWith("[WARNING] * THIS IS NOT MNIST")),
                log.lines::toString);
    }

    @Test
    void mnistIsNotContentWithSyntheticDigits() throws Exception {
        train(Requests.withDataset("auto"), false, null);
        train(Requests.withDataset("mnist"), false, null);
        assertTrue(log.has("[INFO] retraining: dataset synthetic" + Fingerprint.ARROW + "mnist"), log.lines::toString);
    }

    @Test
    void theGateFailsTheBuildAndKeepsTheFiles() throws Exception {
        String message = "test accuracy 0.97 is below the minimum 0.98 (mnist-cnn.minAccuracy)";
        MojoFailureException first =
                assertThrows(MojoFailureException.class, () -> train(Requests.synthetic(), false, 0.98));
        assertEquals(message, first.getMessage());
        assertEquals(EVERYTHING, files());
        MojoFailureException upToDate =
                assertThrows(MojoFailureException.class, () -> train(Requests.synthetic(), false, 0.98));
        assertEquals(message, upToDate.getMessage());
        assertFalse(trained());
    }

    @Test
    void theGateOpensAtItsMinimum() throws Exception {
        train(Requests.synthetic(), false, 0.97);
        assertTrue(trained());
    }

    @Test
    void aGateThatIsNoShareIsRefusedBeforeTraining() {
        assertEquals(
                "mnist-cnn.minAccuracy is 98.0, expected 0 to 1 (0.98 for 98 %)",
                Refusal.messageOf(() -> train(Requests.synthetic(), false, 98.0)));
        assertFalse(Files.exists(folder));
    }

    @Test
    void aCrashLeavesNothingBehind() {
        String message = Refusal.messageOf(() -> train(Requests.synthetic(), false, null, "-Dfake=crash"));
        assertTrue(message.startsWith("the training JVM ended with exit code 3 before it was done."), message);
        assertFalse(Files.exists(folder));
    }

    @Test
    void aCrashLeavesTheResultsOfTheLastTrainingAsTheyWere() throws Exception {
        train(1);
        assertThrows(MojoExecutionException.class, () -> train(Requests.withEpochs(2), false, null, "-Dfake=crash"));
        assertEquals(EVERYTHING, files());
        assertEquals("model of 1 epochs", Files.readString(folder.resolve("model.tribuo")));
        train(1);
        assertFalse(trained());
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnyJvmStarts() throws Exception {
        Files.writeString(folder, "a file in the way");
        String message = Refusal.messageOf(() -> train(1));
        assertTrue(message.startsWith("cannot write to mnist-cnn.outputDirectory " + folder), message);
        assertTrue(log.lines.stream().noneMatch(line -> line.startsWith("[DEBUG] starting")), log.lines::toString);
    }
}
