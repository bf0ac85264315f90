/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new Events(new PrintStream(out, true, StandardCharsets.UTF_8)), Requests.withEpochs(2));

    private static EpochMetrics epoch(int number, double seconds, double imagesPerSecond) {
        return new EpochMetrics(number, 0.001, 0.5, 0.9, 0.6, 0.8, seconds, imagesPerSecond);
    }

    @Test
    void whatIsToldArrivesAsEventsInOrder() {
        progress.trainingStarted(180, 20, "scalar", 2);
        progress.epochEnded(epoch(1, 1, 180));
        assertEquals(
                List.of(
                        new WorkerEvent.Message(
                                WorkerEvent.Level.INFO,
                                "learning: 180 images, 20 held out for validation; recipe reference, 2 epochs of batches of"
                                        + " 32, Adam 0.001, seed 1; 2 threads, scalar kernels, Java "
                                        + Runtime.version().feature()),
                        new WorkerEvent.Epoch(epoch(1, 1, 180), 2)),
                told());
    }

    @Test
    void stepsAreToldFiveTimesASecondAtMostWithTheSpeedOfTheirEpoch() {
        AtomicLong clock = new AtomicLong(1_000_000_000);
        Progress timed = new Progress(
                new Events(new PrintStream(out, true, StandardCharsets.UTF_8)), Requests.withEpochs(2), clock::get);
        timed.trainingStarted(180, 20, "scalar", 2);
        out.reset();
        for (int images = 10; images <= 60; images += 10) {
            clock.addAndGet(100_000_000);
            timed.stepEnded(1, images, 180, 0.5);
        }
        timed.epochEnded(epoch(1, 0.6, 100));
        clock.addAndGet(199_999_999);
        timed.stepEnded(2, 10, 180, 0.5);
        clock.addAndGet(1);
        timed.stepEnded(2, 20, 180, 0.25);
        assertEquals(
                List.of(
                        new WorkerEvent.Step(1, 2, 20, 180, 0.5, 100),
                        new WorkerEvent.Step(1, 2, 40, 180, 0.5, 100),
                        new WorkerEvent.Step(1, 2, 60, 180, 0.5, 100),
                        new WorkerEvent.Epoch(epoch(1, 0.6, 100), 2),
                        new WorkerEvent.Step(2, 2, 20, 180, 0.25, 100)),
                told());
    }

    private List<WorkerEvent> told() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> WorkerEvent.parse(line).orElseThrow())
                .toList();
    }

    @Test
    void theSpeedIsAllImagesOverTheTimeOfTrainingAlone() {
        // 100 images an epoch: 1 s and 4 s of training, 2 s and 5 s with validation.
        progress.epochEnded(epoch(1, 2, 100));
        progress.epochEnded(epoch(2, 5, 25));
        assertEquals(7, progress.seconds(), 1e-12);
        assertEquals(200 / 5.0, progress.imagesPerSecond(), 1e-12);
    }
}
