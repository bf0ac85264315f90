/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Selects kernels twice, as two training runs do, and prints what was logged, chosen and thrown. */
final class SelectionRun {

    // Held, as a logger nobody holds forgets its handlers.
    private static final Logger LOGGER = Logger.getLogger("io.github.tribuocnn.cnn");

    private SelectionRun() {}

    /**
     * Prints {@code log <level> <message>}, {@code kernels <name>} and {@code refused <message>} lines.
     *
     * @param args the kernel to ask for
     */
    public static void main(String[] args) {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(new Handler() {
            @Override
            public void publish(LogRecord logged) {
                System.out.println("log " + logged.getLevel() + " " + logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        select(args[0]);
        select(args[0]);
    }

    private static void select(String kernel) {
        try {
            System.out.println("kernels " + KernelProvider.select(kernel).name());
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
