/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.maven.worker.WorkerEvent.Done;
import io.github.tribuocnn.maven.worker.WorkerEvent.Epoch;
import io.github.tribuocnn.maven.worker.WorkerEvent.Failure;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import io.github.tribuocnn.maven.worker.WorkerEvent.Message;
import io.github.tribuocnn.maven.worker.WorkerEvent.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerConsoleTest {
    private final RecordingLog log = new RecordingLog();
    private final WorkerConsole console = new WorkerConsole(log, ProgressLine.NONE);

    @Test
    void anEpochIsOneLineOfInfo() {
        EpochMetrics metrics = new EpochMetrics(3, 0.001, 0.0412, 0.9871, 0.0391, 0.988, 0.8, 58_300);
        console.standardOutput(new Epoch(metrics, 8).line());
        assertEquals(
                List.of("[INFO] epoch 3/8  loss 0.0412  accuracy 98.71 %  validation loss 0.0391  accuracy 98.80 %"
                        + "  58,300 images/s  4 s left"),
                log.lines);
    }

    @Test
    void anEpochUnderWayIsNoLineOfTheLog() {
        console.standardOutput(new Step(1, 8, 100, 400, 0.5, 1000).line());
        assertEquals(List.of(), log.lines);
    }

    @Test
    void theProgressLineGoesBeforeAnythingElseIsPrinted() {
        StringWriter terminal = new StringWriter();
        WorkerConsole drawing = new WorkerConsole(log, new ProgressLine(new PrintWriter(terminal)));
        String erased = "\r\u001b[K";
        for (String line : List.of(new Message(Level.INFO, "a").line(), "printed by the JVM", new Done().line())) {
            drawing.standardOutput(new Step(1, 8, 100, 400, 0.5, 1000).line());
            assertTrue(terminal.toString().contains("epoch 1/8  [#####"), terminal::toString);
            terminal.getBuffer().setLength(0);
            drawing.standardOutput(line);
            assertEquals(erased, terminal.toString());
        }
        drawing.standardOutput(new Step(1, 8, 100, 400, 0.5, 1000).line());
        terminal.getBuffer().setLength(0);
        drawing.standardError("chatter");
        assertEquals(erased, terminal.toString());
    }

    @Test
    void everyLineOfAMessageHasItsLevel() {
        console.standardOutput(new Message(Level.WARN, "a\nb").line());
        console.standardOutput(new Message(Level.INFO, "c").line());
        console.standardOutput(new Message(Level.DEBUG, "d").line());
        assertEquals(List.of("[WARNING] a", "[WARNING] b", "[INFO] c", "[DEBUG] d"), log.lines);
    }

    @Test
    void whatTheJvmItselfPrintsIsSeenAndLibraryChatterOnlyInDebug() {
        console.standardOutput("OpenJDK 64-Bit Server VM warning: something");
        console.standardOutput("::mnist-cnn\tgarbled");
        console.standardError("chatter");
        assertEquals(
                List.of(
                        "[WARNING] OpenJDK 64-Bit Server VM warning: something",
                        "[WARNING] ::mnist-cnn\tgarbled",
                        "[DEBUG] chatter"),
                log.lines);
    }

    @Test
    void theLastTwentyLinesOfBothStreamsAreKept() {
        IntStream.range(0, 15).forEach(i -> {
            console.standardOutput("out " + i);
            console.standardError("err " + i);
        });
        assertEquals(20, console.tail().size());
        assertEquals("out 5", console.tail().get(0));
        assertEquals("err 14", console.tail().get(19));
    }

    @Test
    void theEndIsKnownOnlyFromItsEvent() {
        assertFalse(console.done());
        assertEquals(Optional.empty(), console.failure());
        Failure failure = new Failure("m", "s");
        console.standardOutput(failure.line());
        assertEquals(Optional.of(failure), console.failure());
        console.standardOutput(new Done().line());
        assertTrue(console.done());
    }
}
