/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts a JVM in Maven's place, lets it fork a worker that would never end, and kills it. */
@Timeout(120)
class WorkerLifetimeTest {
    @TempDir
    Path folder;

    /** Maven's place: forks a waiting worker, as the goals do. */
    static final class Host {
        private Host() {}

        public static void main(String[] arguments) throws Exception {
            Path work = Path.of(arguments[0]);
            WorkerProcessTest.worker(List.of())
                    .run(work, List.of("wait", arguments[1], work.toString()), new RecordingLog());
        }
    }

    @Test
    void theWorkerEndsAndDeletesItsFolderWhenMavenIsKilled() throws Exception {
        Path work = end(Process::destroyForcibly);
        assertFalse(Files.exists(work), "the worker itself deletes its folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows knows no TERM: destroy kills there")
    void theWorkerEndsAndItsFolderIsDeletedWhenMavenIsTerminated() throws Exception {
        Path work = end(Process::destroy);
        assertFalse(Files.exists(work), "the shutdown hook deletes the work folder");
    }

    private Path end(Consumer<Process> signal) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path pidFile = folder.resolve("worker.pid");
        Process host = new ProcessBuilder(
                        JavaRuntime.choose(null, null).executable().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName(),
                        work.toString(),
                        pidFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("host.log").toFile())
                .start();
        try {
            ProcessHandle worker = awaitWorker(host, pidFile);
            assertTrue(worker.isAlive());
            signal.accept(host);
            worker.onExit().get(60, TimeUnit.SECONDS);
            assertTrue(host.waitFor(60, TimeUnit.SECONDS));
            assertEquals(List.of(), host.descendants().toList());
        } finally {
            host.destroyForcibly();
        }
        return work;
    }

    private ProcessHandle awaitWorker(Process host, Path pidFile) throws Exception {
        while (!Files.exists(pidFile) || Files.size(pidFile) == 0) {
            assertTrue(host.isAlive(), () -> "the host ended early, see " + folder.resolve("host.log"));
            Thread.sleep(20);
        }
        long pid = Long.parseLong(Files.readString(pidFile));
        return ProcessHandle.of(pid).orElseThrow();
    }
}
