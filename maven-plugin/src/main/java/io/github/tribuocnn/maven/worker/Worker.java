/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.maven.worker.WorkerEvent.Done;
import io.github.tribuocnn.maven.worker.WorkerEvent.Failure;
import io.github.tribuocnn.maven.worker.WorkerEvent.Hello;
import io.github.tribuocnn.maven.worker.WorkerEvent.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The main class of the forked JVM: one piece of work, then the end. */
public final class Worker {
    private Worker() {}

    /**
     * Works.
     *
     * @param arguments the goal, the work folder to be deleted should Maven vanish, the request file, the folder for results
     */
    public static void main(String[] arguments) {
        Events events = Events.ofThisProcess();
        ParentWatch.start(System.in, Path.of(arguments[1]));
        events.send(new Hello(
                ProcessHandle.current().pid(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version")));
        // Not a return: a library's thread that never ends must not keep Maven waiting.
        System.exit(exitCode(events, arguments));
    }

    private static int exitCode(Events events, String[] arguments) {
        try {
            work(events, arguments[0], Path.of(arguments[2]), Path.of(arguments[3]));
            events.send(new Done());
            return 0;
        } catch (VerdictException e) {
            events.send(new Verdict(String.valueOf(e.getMessage())));
        } catch (WorkException e) {
            events.send(new Failure(String.valueOf(e.getMessage()), stackOf(e)));
        } catch (OutOfMemoryError e) {
            events.send(new Failure(
                    "the training JVM ran out of memory (" + e.getMessage()
                            + "): give it more, for instance -Dmnist-cnn.argLine=-Xmx2g",
                    stackOf(e)));
        } catch (Throwable e) {
            // Whatever it is, it belongs on Maven's console and not only in an exit code.
            events.send(new Failure("training failed: " + e + " (mvn -X shows where)", stackOf(e)));
        }
        return 1;
    }

    private static void work(Events events, String goal, Path requestFile, Path results) throws Exception {
        switch (goal) {
            case "train" -> new TrainingRun(TrainingRequest.read(requestFile), results, events).run();
            case "test" -> new TestRun(ModelRequest.read(requestFile), results, events).run();
            case "export" -> new ExportRun(ExportRequest.read(requestFile), results, events).run();
            case "predict" -> new PredictionRun(PredictionRequest.read(requestFile), events).run();
            case "reproduce" -> new ReproductionRun(ModelRequest.read(requestFile), events).run();
            case "download" -> new DownloadRun(DataRequest.read(requestFile), events).run();
            case "info" -> new InfoRun(DataRequest.read(requestFile), events).run();
            default -> throw new IllegalArgumentException("unknown goal " + goal);
        }
    }

    private static String stackOf(Throwable e) {
        StringWriter stack = new StringWriter();
        e.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }
}
