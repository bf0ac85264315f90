/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import io.github.tribuocnn.maven.worker.WorkerEvent.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The way out of the forked JVM. Only events go to standard output; everything else that is printed is diverted. */
final class Events {
    /** Which kernels were chosen, why, and what would give faster ones is the reader's business. */
    private static final String KERNEL_LOGGERS = "io.github.tribuocnn.cnn.kernel";

    private final PrintStream out;

    Events(PrintStream out) {
        this.out = out;
    }

    /**
     * Keeps standard output for events: {@code System.out} becomes standard error, and what is logged becomes events.
     */
    static Events ofThisProcess() {
        Events events =
                new Events(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(events.new LogHandler());
        return events;
    }

    synchronized void send(WorkerEvent event) {
        out.println(event.line());
    }

    /** A message; numbers are formatted for the root locale. */
    void say(Level level, String format, Object... values) {
        send(new Message(level, String.format(Locale.ROOT, format, values)));
    }

    private final class LogHandler extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            send(new Message(levelOf(record), formatter.formatMessage(record)));
        }

        private Level levelOf(LogRecord record) {
            if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
                return Level.WARN;
            }
            String logger = record.getLoggerName();
            return logger != null && logger.startsWith(KERNEL_LOGGERS) ? Level.INFO : Level.DEBUG;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
