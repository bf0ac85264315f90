/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The Java that trains.
 *
 * @param executable its {@code java}
 * @param feature its feature version, such as 17
 * @param modules the modules it can resolve
 */
record JavaRuntime(Path executable, int feature, List<String> modules) {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final int OLDEST = 17;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern VERSION = Pattern.compile("(?:1\\.)?([0-9]{1,4})");

    /** Whether the Vector API can be switched on; naming a module that is not there would keep the JVM from starting. */
    boolean hasVectorModule() {
        return modules.contains(VECTOR_MODULE);
    }

    /**
     * Chooses the runtime: the one asked for, else the tool chain's, else Maven's own.
     *
     * @param jvm the {@code mnist-cnn.jvm} parameter: a JDK's folder or a {@code java} executable
     * @param toolchainJava the {@code java} of the build's JDK tool chain
     * @throws MojoExecutionException if there is no such runtime, or it is too old
     */
    static JavaRuntime choose(@Nullable Path jvm, @Nullable Path toolchainJava) throws MojoExecutionException {
        if (jvm != null) {
            return of(executableOf(jvm), "mnist-cnn.jvm");
        }
        return toolchainJava != null ? of(toolchainJava, "the JDK tool chain") : mavensOwn();
    }

    private static JavaRuntime mavensOwn() {
        List<String> modules = ModuleFinder.ofSystem().findAll().stream()
                .map(module -> module.descriptor().name())
                .toList();
        Path home = Path.of(System.getProperty("java.home"));
        return new JavaRuntime(inHome(home), Runtime.version().feature(), modules);
    }

    private static Path executableOf(Path jvm) throws MojoExecutionException {
        Path executable = Files.isDirectory(jvm) ? inHome(jvm) : jvm;
        if (!Files.isExecutable(executable) || Files.isDirectory(executable)) {
            throw new MojoExecutionException("mnist-cnn.jvm is " + jvm
                    + ", expected the folder of a JDK (with bin/java in it) or a java executable");
        }
        return executable;
    }

    private static Path inHome(Path home) {
        Path windows = home.resolve("bin").resolve("java.exe");
        return Files.exists(windows) ? windows : home.resolve("bin").resolve("java");
    }

    private static JavaRuntime of(Path executable, String origin) throws MojoExecutionException {
        JavaRuntime runtime;
        try {
            runtime = described(executable).orElse(null);
            runtime = runtime == null ? asked(executable) : runtime;
        } catch (IOException | IllegalArgumentException e) {
            throw new MojoExecutionException(
                    origin + " names " + executable + ", which does not answer like a Java runtime: " + e, e);
        }
        if (runtime.feature() < OLDEST) {
            throw new MojoExecutionException(origin + " names " + executable + ", a Java " + runtime.feature()
                    + ", expected " + OLDEST + " or newer: set mnist-cnn.jvm to the folder of one");
        }
        return runtime;
    }

    /** What the {@code release} file in every JDK's folder says; no process needs to start. */
    private static Optional<JavaRuntime> described(Path executable) throws IOException {
        Path release = executable.toRealPath().resolveSibling("../release").normalize();
        if (!Files.isRegularFile(release)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            lines.load(reader);
        }
        String version = lines.getProperty("JAVA_VERSION", "").replace("\"", "");
        String modules = lines.getProperty("MODULES", "").replace("\"", "").strip();
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of(new JavaRuntime(executable, feature(version), List.of(SPACES.split(modules))));
    }

    /** What the runtime itself lists, as {@code java.base@17.0.15}; 0.15 s. */
    private static JavaRuntime asked(Path executable) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(out))
                .get();
        executor.execute(new CommandLine(executable.toFile()).addArgument("--list-modules"));
        List<String> lines =
                out.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
        String version = lines.stream()
                .filter(line -> line.startsWith("java.base@"))
                .map(line -> line.substring("java.base@".length()))
                .findFirst()
                .orElseThrow(() -> new IOException("it lists no module java.base"));
        return new JavaRuntime(
                executable,
                feature(version),
                lines.stream().map(line -> line.replaceFirst("@.*", "")).toList());
    }

    /** 8 of {@code 1.8.0_392}, 17 of {@code 17.0.15}, 26 of {@code 26-ea}. */
    private static int feature(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("its version is '" + version + "'");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
