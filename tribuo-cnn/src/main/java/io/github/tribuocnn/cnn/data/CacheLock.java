/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that one thread of one process holds at a time. The file stays when the lock is released: to
 * delete it would let two processes lock two files of that name.
 */
final class CacheLock implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for the lock; says so once. */
    static CacheLock acquire(Path file, Consumer<String> progress) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long start = System.nanoTime();
            boolean told = false;
            while (tryLock(channel) == null) {
                if (!told) {
                    progress.accept("Waiting for another build that is filling " + file.getParent());
                    told = true;
                }
                if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                    throw new IOException(file + " has been locked by another process for "
                            + LONGEST_WAIT.toMinutes() + " minutes, expected its download to end before. End that"
                            + " process and try again.");
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
            return new CacheLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for " + file).initCause(e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }

    /** Releases the lock with its channel. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
