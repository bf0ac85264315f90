/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who can take part, and in what kind of JVM.
 *
 * @param id the name on the command line
 * @param module its folder in this sample
 * @param entry the class that enters the contest, without the packages that all have in common
 * @param jvmArguments arguments of its JVM
 */
record Contestant(String id, String module, String entry, List<String> jvmArguments) {

    /** Ours with the widest vectors the processor has. */
    static final Contestant OURS = ours("tribuo-cnn", Jvm.VECTOR);

    /** All, ours in three kinds of JVM. */
    static final List<Contestant> ALL = List.of(
            OURS,
            ours("tribuo-cnn-avx2", List.of("--add-modules", "jdk.incubator.vector", "-XX:UseAVX=2")),
            ours("tribuo-cnn-scalar", List.of()),
            new Contestant("djl-pytorch", "djl-pytorch", "djl.DjlPyTorch", List.of()),
            new Contestant("tensorflow", "tensorflow", "tensorflow.TensorFlowJava", List.of()),
            new Contestant("tribuo-tensorflow", "tribuo-tensorflow", "tribuotensorflow.TribuoTensorFlow", List.of()),
            new Contestant("dl4j", "dl4j", "dl4j.Dl4j", List.of()));

    private static final String BASE = "io.github.tribuocnn.samples.benchmarks.";

    private static Contestant ours(String id, List<String> jvmArguments) {
        return new Contestant(id, "tribuo-cnn", "tribuocnn.TribuoCnn", jvmArguments);
    }

    /**
     * Finds a contestant.
     *
     * @param id its name on the command line
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    static Contestant named(String id) {
        return ALL.stream()
                .filter(contestant -> contestant.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + id + "\" is no contestant, expected one of "
                        + ALL.stream().map(Contestant::id).collect(Collectors.joining(", "))));
    }

    /** Ours, in whatever kind of JVM; all others are peers. */
    boolean isOurs() {
        return module.equals("tribuo-cnn");
    }

    /** The class that enters the contest. */
    String entryClass() {
        return BASE + entry + "$Entry";
    }

    /**
     * Its classes and jars, its own and those of the build.
     *
     * @param benchmarks the folder of this sample
     * @throws IOException if it has not been built
     */
    List<Path> classPath(Path benchmarks) throws IOException {
        Path target = benchmarks.resolve(module).resolve("target");
        Path file = target.resolve("class-path");
        if (!Files.isRegularFile(file)) {
            throw new IOException(id + " has not been built: there is no " + file + ". Build it (mvn package"
                    + (isOurs() ? "" : " -Ppeers") + "), or leave it out of --contestants.");
        }
        return Stream.concat(
                        Stream.of(target.resolve("classes")),
                        Stream.of(Files.readString(file).strip().split(File.pathSeparator, -1))
                                .map(Path::of))
                .toList();
    }

    /**
     * Bytes of the jars a user must have to train with this library: all but those of this sample.
     *
     * @throws IOException if one can't be found
     */
    long download(Path benchmarks) throws IOException {
        List<Path> jars = classPath(benchmarks).stream()
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> !path.getFileName().toString().startsWith("benchmarks-"))
                .toList();
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return bytes;
    }

    static String text(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
