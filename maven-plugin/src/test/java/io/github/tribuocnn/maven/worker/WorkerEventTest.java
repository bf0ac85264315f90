/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.maven.worker.WorkerEvent.Done;
import io.github.tribuocnn.maven.worker.WorkerEvent.Epoch;
import io.github.tribuocnn.maven.worker.WorkerEvent.Failure;
import io.github.tribuocnn.maven.worker.WorkerEvent.Hello;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import io.github.tribuocnn.maven.worker.WorkerEvent.Message;
import io.github.tribuocnn.maven.worker.WorkerEvent.Step;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerEventTest {

    static Stream<WorkerEvent> everyKindOfEvent() {
        return Stream.of(
                new Hello(4711, "OpenJDK 17.0.15"),
                new Message(Level.WARN, "two\nlines\tand a tab, C:\\new\\table, \r\n, Zürich, ::mnist-cnn\t"),
                new Message(Level.DEBUG, ""),
                new Epoch(new EpochMetrics(3, 1e-3, 1.0 / 3, 0.9871, Double.NaN, Double.NaN, 1.7, 58_300.5), 8),
                new Step(3, 8, 29_200, 54_000, 1.0 / 3, 30_412.5),
                new Failure("loss is NaN", "java.lang.IllegalStateException: loss is NaN\n\tat a.B.c(B.java:1)\n"),
                new Done());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void anEventComesBackFromItsLineUnchanged(WorkerEvent event) {
        assertEquals(Optional.of(event), WorkerEvent.parse(event.line()));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void anEventIsOneLineWhateverItSays(WorkerEvent event) {
        assertEquals(1, event.line().lines().count());
        assertEquals(-1, event.line().indexOf('\r'));
    }

    @Test
    void theLineOfAnEventIsThis() {
        assertEquals("::mnist-cnn\tmessage\tINFO\ta\\tb", new Message(Level.INFO, "a\tb").line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "OpenJDK 64-Bit Server VM warning: no events here", "mnist-cnn\tdone", " ::mnist-cnn\tdone"})
    void otherOutputIsNoEvent(String line) {
        assertEquals(Optional.empty(), WorkerEvent.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::mnist-cnn\tnonsense", "::mnist-cnn\tepoch\t8\t1\tx", "::mnist-cnn\thello", "::mnist-cnn\t"})
    void aBrokenEventIsRefused(String line) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> WorkerEvent.parse(line));
        assertEquals("not an event of this plugin: " + line, e.getMessage());
    }
}
