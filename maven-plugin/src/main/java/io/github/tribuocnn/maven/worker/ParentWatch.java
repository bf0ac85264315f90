/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Ends this JVM when Maven is gone. Maven keeps this JVM's standard input open and never writes to it; the operating system
 * closes it when Maven dies, whatever killed it, and end of input is the signal.
 */
final class ParentWatch {
    /** What a shell reports for a process ended by TERM. */
    static final int EXIT_CODE = 143;

    private ParentWatch() {}

    /**
     * Watches in the background.
     *
     * @param workFolder deleted before the JVM ends: nobody else is left to do it
     */
    static void start(InputStream input, Path workFolder) {
        Thread watch = new Thread(() -> haltAtEnd(input, workFolder), "watching for the end of Maven");
        watch.setDaemon(true);
        watch.start();
    }

    private static void haltAtEnd(InputStream input, Path workFolder) {
        try {
            while (input.read() >= 0) {
                // Nobody writes here; whatever came is no signal.
            }
        } catch (IOException e) {
            // A broken pipe tells the same as a closed one.
        }
        try {
            Folders.delete(workFolder);
        } catch (IOException e) {
            // The next run sweeps it up; living on without a parent would be worse.
        } finally {
            // Not System.exit: shutdown hooks of libraries may hang in the work this thread interrupts.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
