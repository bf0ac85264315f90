/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

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
            case "train" -> {
                train(Path.of(rest.get(1)), Path.of(rest.get(2)));
                out.println(new Done().line());
            }
            case "vanish" -> System.exit(0);
            case "wait" -> {
                ParentWatch.start(System.in, Path.of(rest.get(1)));
                Files.writeString(
                        Path.of(rest.get(0)),
                        Long.toString(ProcessHandle.current().pid()));
                Thread.sleep(Long.MAX_VALUE);
            }
            default -> throw new IOException("no such behaviour: " + arguments[0]);
        }
    }

    /** Writes results that only look like a training's; stops half-way if told so by {@code -Dfake=crash}. */
    private static void train(Path requestFile, Path results) throws IOException {
        TrainingRequest request = TrainingRequest.read(requestFile);
        Files.writeString(results.resolve("model.tribuo"), "model of " + request.epochs() + " epochs");
        if ("crash".equals(System.getProperty("fake"))) {
            Runtime.getRuntime().halt(3);
        }
        Files.writeString(results.resolve("model.onnx"), "onnx");
        Files.writeString(results.resolve("history.csv"), "csv");
        Files.writeString(results.resolve("report.html"), "html");
        Requests.metricsOf(request).write(results.resolve("metrics.json"));
    }
}
