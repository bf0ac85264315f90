/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.maven.worker.FakeWorker;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
    private final RecordingLog log = new RecordingLog();

    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void makeAFolderWithADifficultName() throws Exception {
        work = Files.createDirectories(folder.resolve("a folder with \"quotes\" and \\ in it"));
    }

    static WorkerProcess worker(List<String> jvmArguments) throws MojoExecutionException {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return new WorkerProcess(JavaRuntime.choose(null, null), FakeWorker.class.getName(), classPath, jvmArguments);
    }

    private void run(List<String> jvmArguments, String... arguments)
            throws MojoExecutionException, MojoFailureException {
        worker(jvmArguments).run(work, List.of(arguments), log);
    }

    @Test
    void argumentsArriveAsTheyWereGivenAndEventsComeBack() throws Exception {
        String[] difficult = {"a b", "C:\\x", "say \"hi\"", "#no comment", "$HOME *", "'", "", "end\\"};
        run(List.of(), Stream.concat(Stream.of("tell"), Stream.of(difficult)).toArray(String[]::new));
        for (String argument : difficult) {
            if (!argument.isEmpty()) {
                assertTrue(log.has("[INFO] " + argument), argument + " is missing in " + log.lines);
            }
        }
    }

    @Test
    void theChildHasItsOwnTemporaryFolderTheVectorModuleAndNoTelemetry() throws Exception {
        run(List.of("-Dx=y z"), "environment", "ORT_DISABLE_TELEMETRY", "JDK_JAVA_OPTIONS");
        assertTrue(log.has("[INFO] ORT_DISABLE_TELEMETRY=1"), log.lines::toString);
        assertTrue(log.has("[INFO] JDK_JAVA_OPTIONS=null"), log.lines::toString);
        assertTrue(log.has("[INFO] tmp=" + work.resolve("tmp")), log.lines::toString);
        assertTrue(log.has("[INFO] headless=true"), log.lines::toString);
        assertTrue(log.has("[INFO] x=y z"), log.lines::toString);
        boolean vector = JavaRuntime.choose(null, null).hasVectorModule();
        assertTrue(log.has("[INFO] vector=" + vector), log.lines::toString);
    }

    @Test
    void aRuntimeWithoutTheVectorModuleStartsWithoutIt() throws Exception {
        WorkerProcess worker = worker(List.of());
        JavaRuntime trimmed = new JavaRuntime(worker.java().executable(), 17, List.of("java.base"));
        new WorkerProcess(trimmed, worker.mainClass(), worker.classPath(), List.of())
                .run(work, List.of("environment"), log);
        assertTrue(log.has("[INFO] vector=false"), log.lines::toString);
    }

    @Test
    void aFailureIsReportedInItsOwnWordsWithTheStackInDebug() {
        String message = Refusal.messageOf(() -> run(List.of(), "fail"));
        assertEquals("loss is NaN", message);
        assertTrue(log.has("[DEBUG] the stack"), log.lines::toString);
    }

    @Test
    void aCrashIsReportedWithItsExitCodeAndTheLastLinesOfBothStreams() {
        String message = Refusal.messageOf(() -> run(List.of(), "crash"));
        String start = "the training JVM ended with exit code 134 before it was done. If that is memory or another JVM"
                + " setting, change mnist-cnn.argLine (for instance -Xmx2g). The last it printed:\n";
        assertTrue(message.startsWith(start), message);
        assertTrue(message.contains("printed on standard output"), message);
        assertTrue(message.contains("printed on standard error: Z"), message);
    }

    @Test
    void exitCodeZeroIsNoSuccessUnlessTheWorkSaidItWasDone() {
        String message = Refusal.messageOf(() -> run(List.of(), "vanish"));
        assertTrue(message.startsWith("the training JVM ended with exit code 0 before it was done."), message);
    }

    @Test
    void aJvmThatRefusesToStartIsQuoted() {
        String message = Refusal.messageOf(() -> run(List.of("-XX:NoSuchOption"), "tell"));
        assertTrue(message.contains("exit code 1 before it was done"), message);
        assertTrue(message.contains("NoSuchOption"), message);
    }

    @Test
    void aWorkerThatTakesTooLongIsEndedAndTheParameterNamed() throws Exception {
        WorkerProcess patient = worker(List.of());
        WorkerProcess worker = new WorkerProcess(
                patient.java(), patient.mainClass(), patient.classPath(), List.of(), Map.of(), 1, ProgressLine.NONE);
        Set<Long> before = children();
        String message = Refusal.messageOf(() ->
                worker.run(work, List.of("wait", folder.resolve("worker.pid").toString(), work.toString()), log));
        assertEquals(
                "the forked JVM was ended after 1 s (mnist-cnn.forkTimeoutSeconds), before it was done: give it more, or"
                        + " less to do",
                message);
        assertEquals(before, children());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @Test
    void anExecutableThatIsNoneIsNamed() throws Exception {
        WorkerProcess worker = worker(List.of());
        Path nothing = folder.resolve("bin/java");
        String message = Refusal.messageOf(() -> new WorkerProcess(
                        new JavaRuntime(nothing, 17, List.of()), worker.mainClass(), worker.classPath(), List.of())
                .run(work, List.of("tell"), log));
        assertTrue(message.startsWith("cannot start " + nothing + " in a JVM of its own: "), message);
    }

    @Test
    void anArgLineIsSplitAtSpacesOutsideQuotes() throws Exception {
        assertEquals(
                List.of("-Xmx2g", "-Dname=two words", "-Da='b'", "-ea"),
                WorkerProcess.arguments(" -Xmx2g \"-Dname=two words\"  \"-Da='b'\" -ea "));
        assertEquals(List.of(), WorkerProcess.arguments(null));
        assertEquals(List.of(), WorkerProcess.arguments("  "));
    }

    @Test
    void anArgLineWithAnOpenQuoteIsRefused() {
        String message = Refusal.messageOf(() -> WorkerProcess.arguments("-Dx=\"y -ea"));
        assertTrue(message.startsWith("mnist-cnn.argLine is -Dx=\"y -ea, expected every quote to be closed"), message);
    }
}
