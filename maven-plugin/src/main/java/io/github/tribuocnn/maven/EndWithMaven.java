/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ProcessDestroyer;

/**
 * Ends a child process when Maven is told to end, and deletes its work folder. The hook stays only while the child lives:
 * daemons and IDEs keep Maven's JVM for many builds.
 */
final class EndWithMaven implements ProcessDestroyer {
    private static final long PATIENCE_SECONDS = 2;

    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final Path workFolder;
    private final ProgressLine progress;
    private final Thread hook = new Thread(this::end, "ending the training JVM");

    EndWithMaven(Path workFolder, ProgressLine progress) {
        this.workFolder = workFolder;
        this.progress = progress;
    }

    @Override
    public boolean add(Process process) {
        boolean added = processes.add(process);
        if (added && processes.size() == 1) {
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                end(); // Maven is ending already
            }
        }
        return added;
    }

    @Override
    public boolean remove(Process process) {
        boolean removed = processes.remove(process);
        if (removed && processes.isEmpty()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Maven is ending, the hook is running: it has done its work or is about to.
            }
        }
        return removed;
    }

    @Override
    public int size() {
        return processes.size();
    }

    private void end() {
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        progress.erase();
        try {
            Folders.delete(workFolder);
        } catch (IOException e) {
            // The next run sweeps it up; a log is no longer there to say so.
        }
    }
}
