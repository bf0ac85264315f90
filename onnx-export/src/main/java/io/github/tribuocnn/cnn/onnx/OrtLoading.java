/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How ONNX Runtime 1.29 is loaded without ending the process. Unless {@link #TELEMETRY} is set, its loading prepares to report
 * to its makers, and for that it
 *
 * <ul>
 *   <li>matches the whole command line with regular expressions of the C++ library, which recurse for every character: from
 *       some 3,000 characters on, such as a class path, the stack of an ordinary thread is too small;
 *   <li>asks {@code /bin/sh} for the name of the machine where {@code /etc/machine-id} does not tell it, and closes a pipe that
 *       was never opened where there is no shell (onnxruntime issue 32173).
 * </ul>
 */
final class OrtLoading {
    /** The environment variable that switches the reports off. */
    static final String TELEMETRY = "ORT_DISABLE_TELEMETRY";

    /** Measured: some 300 bytes for each character. */
    private static final long STACK_PER_CHARACTER = 1_024;

    private static final long LEAST_STACK = 64L << 20;
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,6})\\..*");
    private static final int REPORTING_MINOR = 29;

    private OrtLoading() {}

    /** Runs an action on a thread whose stack has room for this process's command line, and returns what it returns. */
    static <T> T withRoom(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        // Reserved, not used: memory is taken only as deep as the stack goes.
        Thread thread = new Thread(null, task, "onnxruntime-loading", stackFor(COMMAND_LINE));
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrow(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }

    private static long stackFor(Path commandLine) {
        try {
            return LEAST_STACK + STACK_PER_CHARACTER * Files.readAllBytes(commandLine).length;
        } catch (IOException e) {
            // Not Linux: the room for 60,000 characters has to do.
            return LEAST_STACK;
        }
    }

    /**
     * Refuses to load a version that would end this process.
     *
     * @param root of the file system, {@code /}
     * @param environment of the process
     * @param version of ONNX Runtime, null if its jar does not tell
     * @throws OrtUnavailableException with the remedy
     */
    static void requireShell(Path root, Map<String, String> environment, @Nullable String version) {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        if (linux && !environment.containsKey(TELEMETRY) && reports(version) && !isNamed(root) && !hasShell(root)) {
            throw new OrtUnavailableException(
                    "ONNX Runtime 1.29 would end this process, because this system has neither /bin/sh nor"
                            + " /etc/machine-id; start java with " + TELEMETRY
                            + "=1 in its environment. Exporting and verifying work without it",
                    null);
        }
    }

    private static boolean reports(@Nullable String version) {
        Matcher numbers = VERSION.matcher(version == null ? "" : version);
        return !numbers.matches() || Integer.parseInt(numbers.group(1)) == REPORTING_MINOR;
    }

    private static boolean isNamed(Path root) {
        try {
            return Files.size(root.resolve("etc/machine-id")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasShell(Path root) {
        return Files.isExecutable(root.resolve("bin/sh"));
    }
}
