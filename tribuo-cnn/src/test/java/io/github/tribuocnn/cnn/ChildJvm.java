/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Runs a main class of the tests in a JVM of its own, started with other options or by another JDK than this one.
 *
 * @param jdk the folder of the JDK
 * @param options of the JVM; those it does not know are ignored, so that options of one processor do no harm on another
 * @param main the class to run
 * @param arguments of the main class
 */
public record ChildJvm(Path jdk, List<String> options, Class<?> main, List<String> arguments) {

    /** Tag of tests that start JVMs: they need to run once, whatever options the JVM of the tests itself has. */
    public static final String TAG = "child-jvm";

    /** The option that gives a JVM the Vector API. */
    public static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";

    /** The exit code, and the lines of both output streams. */
    public record Outcome(int exitCode, List<String> lines) {

        /** The rest of every line that starts with a word. */
        public List<String> after(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .toList();
        }

        /** This, if the JVM ended well. */
        public Outcome requireSuccess() {
            if (exitCode != 0) {
                throw new AssertionError("Exit code " + exitCode + ":\n" + String.join("\n", lines));
            }
            return this;
        }
    }

    /** A JVM of the running JDK. */
    public static ChildJvm of(Class<?> main, String... arguments) {
        return new ChildJvm(Path.of(System.getProperty("java.home")), List.of(), main, List.of(arguments));
    }

    /** The same in a JVM with these options. */
    public ChildJvm with(String... added) {
        return new ChildJvm(
                jdk, Stream.concat(options.stream(), Stream.of(added)).toList(), main, arguments);
    }

    /** The same with another JDK. */
    public ChildJvm by(Path otherJdk) {
        return new ChildJvm(otherJdk, options, main, arguments);
    }

    /** Runs it and waits until it ends. */
    public Outcome run() {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (Stream<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines()) {
                List<String> said = lines.toList();
                return new Outcome(process.waitFor(), said);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command, e);
        }
    }

    /**
     * JDKs from 17 on of other versions than the running one: those that JAVA_HOME_17 and JAVA_HOME_25 name or, if
     * neither is set, those in folders beside the running one. One JDK a version.
     */
    public static List<Path> otherJdks() {
        List<String> given = Stream.of("JAVA_HOME_17", "JAVA_HOME_25")
                .map(System::getenv)
                .filter(home -> home != null && !home.isBlank())
                .toList();
        List<Path> homes = given.isEmpty()
                ? neighbours(Path.of(System.getProperty("java.home")))
                : given.stream().map(Path::of).toList();
        List<Path> others = new ArrayList<>();
        List<Integer> versions = new ArrayList<>(List.of(Runtime.version().feature()));
        for (Path home : homes) {
            int version = version(home);
            if (version >= 17 && !versions.contains(version)) {
                versions.add(version);
                others.add(home);
            }
        }
        return others;
    }

    /**
     * The JDK that JAVA_HOME_OTHER_PROCESSOR names, if it is set: one for another processor, which this system emulates.
     */
    public static List<Path> ofOtherProcessor() {
        String given = System.getenv("JAVA_HOME_OTHER_PROCESSOR");
        if (given == null || given.isBlank()) {
            return List.of();
        }
        Path jdk = Path.of(given);
        if (version(jdk) < 17) {
            throw new IllegalStateException(
                    "JAVA_HOME_OTHER_PROCESSOR is " + given + ", expected the folder of a JDK 17 or later");
        }
        return List.of(jdk);
    }

    /** Whether a JDK has the Vector API. */
    public static boolean hasVectorModule(Path jdk) {
        return Arrays.asList(release(jdk)
                        .getProperty("MODULES", "")
                        .replace("\"", "")
                        .split(" "))
                .contains("jdk.incubator.vector");
    }

    /** The feature version of a JDK, 0 if the folder holds none. */
    public static int version(Path jdk) {
        if (!Files.isExecutable(jdk.resolve("bin").resolve("java"))) {
            return 0;
        }
        String version = release(jdk).getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }

    private static Properties release(Path jdk) {
        Properties release = new Properties();
        Path file = jdk.resolve("release");
        if (Files.isRegularFile(file)) {
            try (var in = Files.newBufferedReader(file)) {
                release.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return release;
    }

    private static List<Path> neighbours(Path home) {
        Path folder = home.getParent();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            return siblings.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
