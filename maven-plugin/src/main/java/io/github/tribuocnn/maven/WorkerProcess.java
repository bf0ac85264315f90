/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Request;
import io.github.tribuocnn.maven.worker.WorkerEvent.Failure;
import io.github.tribuocnn.maven.worker.WorkerEvent.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;
import org.apache.commons.exec.environment.EnvironmentUtils;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * A forked JVM that does one piece of work and ends with Maven, whatever ends Maven: a shutdown hook covers Ctrl-C and TERM,
 * the end of the child's standard input (which nobody else holds open) covers KILL.
 *
 * @param java the runtime to start
 * @param mainClass what it runs
 * @param classPath jars and folders
 * @param jvmArguments the user's own arguments, after ours so that they win
 * @param moreEnvironment environment variables beside those Maven has
 * @param timeoutSeconds how long it may take, 0 for ever
 * @param progress where a terminal sees an epoch under way
 */
record WorkerProcess(
        JavaRuntime java,
        String mainClass,
        List<Path> classPath,
        List<String> jvmArguments,
        Map<String, String> moreEnvironment,
        long timeoutSeconds,
        ProgressLine progress) {
    private static final List<String> FOREIGN_OPTIONS =
            List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    /** The launcher reads its argument files as the operating system's own text. */
    private static final Charset LAUNCHER_ENCODING =
            Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name()));

    /** A process that may take as long as it wants, in Maven's environment. */
    WorkerProcess(JavaRuntime java, String mainClass, List<Path> classPath, List<String> jvmArguments) {
        this(java, mainClass, classPath, jvmArguments, Map.of(), 0, ProgressLine.NONE);
    }

    /** The arguments in a {@code mnist-cnn.argLine}: split at spaces, quotes keep them together. */
    static List<String> arguments(@Nullable String argLine) throws MojoExecutionException {
        try {
            CommandLine line = new CommandLine("java").addArguments(argLine, false);
            return List.of(line.getArguments());
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(
                    "mnist-cnn.argLine is " + argLine + ", expected every quote to be closed: " + e.getMessage(), e);
        }
    }

    /**
     * Has a goal's work done.
     *
     * @param goal which
     * @param output where it puts its results, to be published
     */
    void work(String goal, Request request, OutputFolder output, Log log)
            throws MojoExecutionException, MojoFailureException, IOException {
        Path file = output.work().resolve("request.properties");
        request.write(file);
        run(
                output.work(),
                List.of(
                        goal,
                        output.work().toString(),
                        file.toString(),
                        output.results().toString()),
                log);
    }

    /**
     * Runs the work and waits for it.
     *
     * @param workFolder a folder of this run alone; temporary files of the child go there
     * @param arguments the arguments of the main class
     * @throws MojoExecutionException if the work failed or the JVM ended before it was done
     * @throws MojoFailureException if the work was done, and what came of it is not as it must be
     */
    void run(Path workFolder, List<String> arguments, Log log) throws MojoExecutionException, MojoFailureException {
        WorkerConsole console = new WorkerConsole(log, progress);
        int exitCode;
        try {
            Path argumentFile = Files.write(
                    workFolder.resolve("java.args"), argumentFile(workFolder, arguments), LAUNCHER_ENCODING);
            CommandLine command = new CommandLine(java.executable().toFile()).addArgument("@" + argumentFile, false);
            log.debug("starting " + command);
            DefaultExecutor executor = DefaultExecutor.builder()
                    .setExecuteStreamHandler(streams(console))
                    .get();
            executor.setExitValues(null);
            executor.setProcessDestroyer(new EndWithMaven(workFolder, progress));
            ExecuteWatchdog watchdog = watchdog();
            executor.setWatchdog(watchdog);
            exitCode = executor.execute(command, environment());
            if (watchdog.killedProcess()) {
                throw new MojoExecutionException("the forked JVM was ended after " + timeoutSeconds
                        + " s (mnist-cnn.forkTimeoutSeconds), before it was done: give it more, or less to do");
            }
        } catch (IOException e) {
            throw new MojoExecutionException("cannot start " + java.executable() + " in a JVM of its own: " + e, e);
        } finally {
            progress.erase();
        }
        requireDone(console, exitCode, log);
    }

    private ExecuteWatchdog watchdog() {
        return ExecuteWatchdog.builder()
                .setTimeout(
                        timeoutSeconds == 0
                                ? ExecuteWatchdog.INFINITE_TIMEOUT_DURATION
                                : Duration.ofSeconds(timeoutSeconds))
                .get();
    }

    private static void requireDone(WorkerConsole console, int exitCode, Log log)
            throws MojoExecutionException, MojoFailureException {
        Optional<Verdict> verdict = console.verdict();
        if (verdict.isPresent()) {
            throw new MojoFailureException(verdict.get().message());
        }
        Optional<Failure> failure = console.failure();
        if (failure.isPresent()) {
            log.debug(failure.get().stack());
            throw new MojoExecutionException(failure.get().message());
        }
        if (exitCode != 0 || !console.done()) {
            String tail = console.tail().isEmpty()
                    ? "It printed nothing."
                    : "The last it printed:\n" + String.join("\n", console.tail());
            throw new MojoExecutionException("the training JVM ended with exit code " + exitCode
                    + " before it was done. If that is memory or another JVM setting, change mnist-cnn.argLine"
                    + " (for instance -Xmx2g). " + tail);
        }
    }

    /** All in a file: Windows' limit of 32,000 characters does not apply there, and spaces and non-ASCII folders survive. */
    private List<String> argumentFile(Path workFolder, List<String> arguments) throws IOException {
        Path temporary = Files.createDirectories(workFolder.resolve("tmp"));
        Stream<String> own = Stream.of(
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED");
        Stream<String> vector =
                java.hasVectorModule() ? Stream.of("--add-modules", "jdk.incubator.vector") : Stream.of();
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Stream<String> main = Stream.of("-cp", path, mainClass);
        return Stream.of(own, vector, jvmArguments.stream(), main, arguments.stream())
                .flatMap(part -> part)
                .map(WorkerProcess::quoted)
                .toList();
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = EnvironmentUtils.getProcEnvironment();
        FOREIGN_OPTIONS.forEach(environment::remove);
        // Only this reaches ONNX Runtime before it writes to the user's cache folder; its API call comes too late.
        environment.put("ORT_DISABLE_TELEMETRY", "1");
        environment.putAll(moreEnvironment);
        return environment;
    }

    private static PumpStreamHandler streams(WorkerConsole console) {
        return new PumpStreamHandler(new Lines(console::standardOutput), new Lines(console::standardError)) {
            @SuppressWarnings("unused") // held, so that it stays open as long as the child lives
            private @Nullable OutputStream childInput;

            @Override
            public void setProcessInputStream(OutputStream stream) {
                childInput = stream;
            }
        };
    }

    /** Cuts a stream into lines. */
    private static final class Lines extends LogOutputStream {
        private final Consumer<String> target;

        Lines(Consumer<String> target) {
            super(0, StandardCharsets.UTF_8);
            this.target = target;
        }

        @Override
        protected void processLine(String line, int level) {
            target.accept(line);
        }
    }
}
