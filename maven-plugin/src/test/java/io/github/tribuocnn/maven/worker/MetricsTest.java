/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.cnn.report.TestTally;
import io.github.tribuocnn.maven.worker.Metrics.Dataset;
import io.github.tribuocnn.maven.worker.Metrics.Onnx;
import io.github.tribuocnn.maven.worker.Metrics.Train;
import io.github.tribuocnn.maven.worker.Metrics.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    /** Other programs read these; a name may be added, none may change. */
    private static final List<String> FIXED_KEYS = List.of(
            "dataset.name",
            "dataset.trainImages",
            "dataset.validationImages",
            "dataset.testImages",
            "dataset.sha256",
            "architecture",
            "parameters",
            "seed",
            "epochs",
            "batchSize",
            "threads",
            "kernels",
            "test.accuracy",
            "test.accuracyLow",
            "test.accuracyHigh",
            "test.loss",
            "test.perClass",
            "test.confusion",
            "train.seconds",
            "train.imagesPerSecond",
            "weights.sha256",
            "onnx.sha256",
            "onnx.maxAbsDifference",
            "onnx.disagreements");

    @TempDir
    Path folder;

    private static Metrics metrics() {
        // Three images of class a, one read as b; class c neither occurs nor is read.
        TestTally tally = new TestTally(List.of("a", "b", "c"));
        tally.add(new float[] {0.9f, 0.1f, 0, 0.8f, 0.2f, 0, 0.4f, 0.6f, 0}, new int[] {0, 0, 0}, 3);
        TestResult test = tally.result();
        return new Metrics(
                new Dataset("mnist", 60_000, 500, 50, 3, "ab", "ba"),
                "reference",
                "flatten, dense 3",
                2355,
                -7,
                8,
                32,
                0.1 + 0.2,
                "adam 0.3",
                "constant",
                "none",
                2,
                "scalar",
                "17",
                Metrics.Test.of(test),
                new Train(1.0 / 3, 58_300.125),
                new Weights("cd"),
                new Metrics.Model(1000),
                new Onnx("ef", 2000, 1e-7, 0, "1.29.0"),
                new Latency(0.05, 0.06));
    }

    private JsonObject written() throws IOException {
        Path file = folder.resolve("metrics.json");
        metrics().write(file);
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void theFileHasEveryFixedKey() throws IOException {
        JsonObject json = written();
        for (String key : FIXED_KEYS) {
            JsonElement found = json;
            for (String name : key.split("\\.", -1)) {
                found = found.getAsJsonObject().get(name);
                assertTrue(found != null && !found.isJsonNull(), key + " is missing");
            }
        }
    }

    @Test
    void numbersAreUnrounded() throws IOException {
        JsonObject json = written();
        assertEquals(0.1 + 0.2, json.get("learningRate").getAsDouble());
        assertEquals(1.0 / 3, json.getAsJsonObject("train").get("seconds").getAsDouble());
        assertEquals(2.0 / 3, json.getAsJsonObject("test").get("accuracy").getAsDouble());
        assertEquals(-7, json.get("seed").getAsLong());
    }

    @Test
    void theConfusionMatrixHasTheTrueClassesInItsRows() throws IOException {
        assertEquals(
                "[[2,1,0],[0,0,0],[0,0,0]]",
                written().getAsJsonObject("test").get("confusion").toString());
    }

    @Test
    void mistakesAreKeptByPositionSoThatNetworksCanBeCompared() throws IOException {
        assertEquals("[2]", written().getAsJsonObject("test").get("mistakes").toString());
    }

    @Test
    void aRatioWithoutDenominatorIsNull() throws IOException {
        JsonElement unseen =
                written().getAsJsonObject("test").getAsJsonArray("perClass").get(2);
        assertEquals(
                "{\"label\":\"c\",\"images\":0,\"correct\":0,\"recall\":null,\"precision\":null,\"f1\":null}",
                unseen.toString());
    }

    @Test
    void theFileComesBackAsItWas() throws IOException {
        Path file = folder.resolve("metrics.json");
        metrics().write(file);
        assertEquals(metrics(), Metrics.read(file));
    }

    @Test
    void whatIsNoMetricsFileIsRefused() throws IOException {
        Path file = folder.resolve("metrics.json");
        Files.writeString(file, "{\"epochs\": \"many\"}");
        IOException broken = assertThrows(IOException.class, () -> Metrics.read(file));
        assertTrue(
                String.valueOf(broken.getMessage()).startsWith(file + " is not the metrics file of a training: "),
                broken::toString);
        Files.writeString(file, "");
        IOException empty = assertThrows(IOException.class, () -> Metrics.read(file));
        assertEquals(file + " is empty, expected the metrics of a training", empty.getMessage());
    }
}
