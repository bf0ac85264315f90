/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.WorkerEvent.Done;
import io.github.tribuocnn.maven.worker.WorkerEvent.Failure;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import io.github.tribuocnn.maven.worker.WorkerEvent.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A forked JVM that behaves, or misbehaves, as its first argument says. Trains nothing. */
public final class FakeWorker {
    private FakeWorker() {}

    /** Arguments: behaviour, then whatever that needs. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "tell" -> {
                rest.forEach(text -> out.println(new Message(Level.INFO, text).line()));
                out.println(new Done().line());
            }
            case "environment" -> {
                for (String name : rest) {
                    out.println(new Message(Level.INFO, name + "=" + System.getenv(name)).line());
                }
                out.println(new Message(Level.INFO, "tmp=" + System.getProperty("java.io.tmpdir")).line());
                out.println(new Message(Level.INFO, "headless=" + System.getProperty("java.awt.headless")).line());
                out.println(new Message(Level.INFO, "x=" + System.getProperty("x")).line());
                boolean vector =
                        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
                out.println(new Message(Level.INFO, "vector=" + vector).line());
                out.println(new Done().line());
            }
            case "fail" -> {
                out.println(new Failure("loss is NaN", "the stack").line());
                System.exit(1);
            }
            case "crash" -> {
                out.println("printed on standard output");
                System.err.println("printed on standard error: Zürich");
                Runtime.getRuntime().halt(134);
            }
            case "vanish" -> System.exit(0);
            case "wait" -> {
                Files.writeString(
                        Path.of(rest.get(0)),
                        Long.toString(ProcessHandle.current().pid()));
                waitForEver();
            }
            default -> throw new IOException("no such behaviour: " + arguments[0]);
        }
    }

    /** Reads standard input as the real worker does: only its end ends this. */
    private static void waitForEver() throws IOException {
        while (System.in.read() >= 0) {
            // nobody writes
        }
        Runtime.getRuntime().halt(143);
    }
}
