/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheLockTest {
    @TempDir
    private Path folder;

    /** Another process: takes the lock, says so, and holds it until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (CacheLock lock = CacheLock.acquire(Path.of(args[0]), line -> {})) {
                System.out.println("held");
                while (System.in.read() >= 0) {
                    // until the input ends
                }
            }
        }
    }

    @Test
    void aProcessWaitsForAnotherAndSaysSoOnce() throws IOException, InterruptedException {
        Path file = folder.resolve("lock");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = holder.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("held", said.readLine());

            List<String> progress = new CopyOnWriteArrayList<>();
            try (CacheLock lock = CacheLock.acquire(file, line -> {
                progress.add(line);
                letGo(holder);
            })) {
                assertEquals(List.of("Waiting for another build that is filling " + folder), progress);
            }
        } finally {
            holder.destroy();
            holder.waitFor();
        }
    }

    @Test
    void theFileStaysSoThatEverybodyLocksTheSameOne() throws IOException {
        Path file = folder.resolve("lock");
        CacheLock.acquire(file, line -> {}).close();

        assertTrue(Files.exists(file));
        CacheLock.acquire(file, line -> {}).close();
    }

    @Test
    void waitingEndsWhenTheThreadIsInterrupted() throws IOException {
        Path file = folder.resolve("lock");
        try (CacheLock held = CacheLock.acquire(file, line -> {})) {
            assertThrows(
                    InterruptedIOException.class,
                    () -> CacheLock.acquire(file, line -> Thread.currentThread().interrupt()));
            assertTrue(Thread.interrupted());
        }
    }

    private static void letGo(Process holder) {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
