/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.report.EpochLine;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.util.List;
import java.util.Optional;

/** Something the forked JVM tells Maven while it works. Every event travels as one line of standard output. */
public sealed interface WorkerEvent {

    /** How loud a {@link Message} is. */
    enum Level {
        /** Shown by {@code mvn -X}. */
        DEBUG,
        /** Shown unless {@code mvn -q} asks for silence. */
        INFO,
        /** Always shown. */
        WARN
    }

    /**
     * The first event: the JVM has started.
     *
     * @param pid its process id
     * @param runtime its name and version, e.g. {@code OpenJDK 17.0.15}
     */
    record Hello(long pid, String runtime) implements WorkerEvent {}

    /**
     * Text for the console.
     *
     * @param level how loud
     * @param text one line or several
     */
    record Message(Level level, String text) implements WorkerEvent {}

    /**
     * An epoch is under way; told a few times a second.
     *
     * @param epoch which, from 1
     * @param epochs how many there are
     * @param images how many images it has learned from
     * @param of how many it will have learned from at its end
     * @param loss their mean loss so far
     * @param imagesPerSecond its speed so far
     */
    record Step(int epoch, int epochs, int images, int of, double loss, double imagesPerSecond) implements WorkerEvent {

        /** The epoch so far as one line for a reader. */
        public String text() {
            return EpochLine.underWay(epoch, epochs, images, of, loss, imagesPerSecond);
        }
    }

    /**
     * An epoch has ended.
     *
     * @param metrics what it came to
     * @param epochs how many there are
     */
    record Epoch(EpochMetrics metrics, int epochs) implements WorkerEvent {

        /** The epoch as one line for a reader. */
        public String text() {
            return EpochLine.text(metrics, epochs);
        }
    }

    /**
     * The work failed; nothing follows.
     *
     * @param message what was found, what was expected, what to do
     * @param stack the stack trace, for {@code mvn -X}
     */
    record Failure(String message, String stack) implements WorkerEvent {}

    /**
     * The work was done, and what came of it is not as it must be; nothing follows.
     *
     * @param message what was found and what was expected
     */
    record Verdict(String message) implements WorkerEvent {}

    /** The last event of a run that succeeded: every result file is complete. */
    record Done() implements WorkerEvent {}

    /** This event as a line without its line end; {@link #parse} turns it back. */
    default String line() {
        EventLine line;
        if (this instanceof Hello hello) {
            line = EventLine.of("hello", hello.pid(), hello.runtime());
        } else if (this instanceof Message message) {
            line = EventLine.of("message", message.level(), message.text());
        } else if (this instanceof Step step) {
            line = EventLine.of(
                    "step", step.epoch(), step.epochs(), step.images(), step.of(), step.loss(), step.imagesPerSecond());
        } else if (this instanceof Epoch epoch) {
            EpochMetrics m = epoch.metrics();
            line = EventLine.of(
                    "epoch",
                    epoch.epochs(),
                    m.epoch(),
                    m.learningRate(),
                    m.trainLoss(),
                    m.trainAccuracy(),
                    m.validationLoss(),
                    m.validationAccuracy(),
                    m.seconds(),
                    m.imagesPerSecond());
        } else if (this instanceof Failure failure) {
            line = EventLine.of("error", failure.message(), failure.stack());
        } else if (this instanceof Verdict verdict) {
            line = EventLine.of("verdict", verdict.message());
        } else {
            line = EventLine.of("done");
        }
        return line.text();
    }

    /**
     * The event in a line of the forked JVM's standard output, or empty when the line is none: the JVM itself prints there too.
     *
     * @throws IllegalArgumentException if the line has the form of an event but its kind or its fields are none of ours
     */
    static Optional<WorkerEvent> parse(String line) {
        return EventLine.parse(line).map(event -> {
            try {
                return of(event.kind(), event.fields());
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException("not an event of this plugin: " + line, e);
            }
        });
    }

    private static WorkerEvent of(String kind, List<String> fields) {
        return switch (kind) {
            case "hello" -> new Hello(Long.parseLong(fields.get(0)), fields.get(1));
            case "message" -> new Message(Level.valueOf(fields.get(0)), fields.get(1));
            case "step" ->
                new Step(
                        Integer.parseInt(fields.get(0)),
                        Integer.parseInt(fields.get(1)),
                        Integer.parseInt(fields.get(2)),
                        Integer.parseInt(fields.get(3)),
                        Double.parseDouble(fields.get(4)),
                        Double.parseDouble(fields.get(5)));
            case "epoch" -> new Epoch(metrics(fields.subList(1, fields.size())), Integer.parseInt(fields.get(0)));
            case "error" -> new Failure(fields.get(0), fields.get(1));
            case "verdict" -> new Verdict(fields.get(0));
            case "done" -> new Done();
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private static EpochMetrics metrics(List<String> fields) {
        double[] numbers =
                fields.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        return new EpochMetrics(
                Integer.parseInt(fields.get(0)),
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6]);
    }
}
