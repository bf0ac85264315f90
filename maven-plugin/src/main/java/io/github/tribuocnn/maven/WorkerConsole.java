/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.WorkerEvent;
import io.github.tribuocnn.maven.worker.WorkerEvent.Done;
import io.github.tribuocnn.maven.worker.WorkerEvent.Epoch;
import io.github.tribuocnn.maven.worker.WorkerEvent.Failure;
import io.github.tribuocnn.maven.worker.WorkerEvent.Hello;
import io.github.tribuocnn.maven.worker.WorkerEvent.Message;
import io.github.tribuocnn.maven.worker.WorkerEvent.Step;
import io.github.tribuocnn.maven.worker.WorkerEvent.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the forked JVM prints, shows it on Maven's console and remembers how it ended. Plain lines only, beside the
 * progress line that a terminal may have. Two threads feed it, one a stream.
 */
final class WorkerConsole {
    private static final int TAIL = 20;

    private final Log log;
    private final ProgressLine progress;
    private final Deque<String> tail = new ArrayDeque<>();
    private @Nullable Failure failure;
    private @Nullable Verdict verdict;
    private boolean done;

    WorkerConsole(Log log, ProgressLine progress) {
        this.log = log;
        this.progress = progress;
    }

    /** A line of standard output: an event, or something the JVM itself prints there, which a reader should see. */
    synchronized void standardOutput(String line) {
        Optional<WorkerEvent> event;
        try {
            event = WorkerEvent.parse(line);
        } catch (IllegalArgumentException e) {
            event = Optional.empty();
        }
        if (event.isPresent()) {
            show(event.get());
        } else {
            progress.erase();
            log.warn(line);
            remember(line);
        }
    }

    /** A line of standard error: the chatter of libraries. */
    synchronized void standardError(String line) {
        progress.erase();
        log.debug(line);
        remember(line);
    }

    /** How the work failed, if it said so. */
    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** How the outcome of the work is not as it must be, if that is so. */
    synchronized Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** Whether the work said that it is complete. */
    synchronized boolean done() {
        return done;
    }

    /** The last lines of both streams that were no events, oldest first. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }

    private void show(WorkerEvent event) {
        if (event instanceof Step step) {
            progress.show(step.text());
            return;
        }
        progress.erase();
        if (event instanceof Hello hello) {
            log.debug("forked " + hello.runtime() + ", process " + hello.pid());
        } else if (event instanceof Message message) {
            show(message);
        } else if (event instanceof Epoch epoch) {
            log.info(epoch.text());
        } else if (event instanceof Failure said) {
            failure = said;
        } else if (event instanceof Verdict said) {
            verdict = said;
        } else if (event instanceof Done) {
            done = true;
        }
    }

    private void show(Message message) {
        for (String line : message.text().lines().toList()) {
            switch (message.level()) {
                case DEBUG -> log.debug(line);
                case INFO -> log.info(line);
                case WARN -> log.warn(line);
            }
        }
    }

    private void remember(String line) {
        if (tail.size() == TAIL) {
            tail.removeFirst();
        }
        tail.addLast(line);
    }
}
