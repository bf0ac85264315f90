/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;

/** The line that says how well test images were read. */
final class TestLine {
    private TestLine() {}

    static void say(Events events, String subject, TestResult test) {
        events.say(
                Level.INFO,
                "%s: accuracy %.2f %% (95 %% interval %.2f to %.2f %%), loss %.4f, on %,d images",
                subject,
                100 * test.accuracy(),
                100 * test.accuracyInterval().low(),
                100 * test.accuracyInterval().high(),
                test.meanLoss(),
                test.images());
    }
}
