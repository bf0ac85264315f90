/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The folder that results appear in, each file whole or not at all. While a run works, everything it writes is in a hidden
 * work folder inside, so that {@link #publish} is a rename on the same file system; closing removes the work folder, and the
 * output folder too when this run made it and it stayed empty.
 */
final class OutputFolder implements AutoCloseable {
    /** Name of the file that says what the other files were made of; written last, removed first. */
    static final String FINGERPRINT = "fingerprint.properties";

    private static final String WORK_PREFIX = ".work-";
    private static final Pattern WORK = Pattern.compile("\\.work-([0-9]{1,18})-.*");

    private final Path folder;
    private final Path work;
    private final boolean made;

    private OutputFolder(Path folder, Path work, boolean made) {
        this.folder = folder;
        this.work = work;
        this.made = made;
    }

    /**
     * Prepares the folder, before any time is spent on training.
     *
     * @throws MojoExecutionException if nothing can be written there
     */
    static OutputFolder open(Path folder) throws MojoExecutionException {
        boolean made = !Files.exists(folder);
        try {
            Files.createDirectories(folder);
            sweep(folder);
            Path work = Files.createTempDirectory(
                    folder, WORK_PREFIX + ProcessHandle.current().pid() + "-");
            Files.createDirectory(work.resolve("results"));
            return new OutputFolder(folder, work, made);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "cannot write to mnist-cnn.outputDirectory " + folder + " (" + e
                            + "): name a folder that can be written",
                    e);
        }
    }

    /** Removes the work folders of runs that were killed together with their Maven. */
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, WORK_PREFIX + "*")) {
            for (Path entry : entries) {
                Matcher name = WORK.matcher(entry.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Folders.delete(entry);
                }
            }
        }
    }

    /** A folder of this run alone. */
    Path work() {
        return work;
    }

    /** Where the run puts the files to be published. */
    Path results() {
        return work.resolve("results");
    }

    /**
     * Moves the results into place, each in one step, the fingerprint last: whenever it is there, it speaks of the files
     * beside it.
     *
     * @param names the files without the fingerprint
     */
    void publish(List<String> names) throws MojoExecutionException {
        try {
            for (String name : names) {
                if (!Files.isRegularFile(results().resolve(name))) {
                    throw new NoSuchFileException(name, null, "the run did not write it");
                }
            }
            Files.deleteIfExists(folder.resolve(FINGERPRINT));
            for (String name : names) {
                move(name);
            }
            move(FINGERPRINT);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "cannot put the results into mnist-cnn.outputDirectory " + folder + ": " + e, e);
        }
    }

    /** Moves one file into place that is no result of a training, in one step. */
    void publishBeside(String name) throws MojoExecutionException {
        try {
            move(name);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "cannot put " + name + " into mnist-cnn.outputDirectory " + folder + ": " + e, e);
        }
    }

    private void move(String name) throws IOException {
        Files.move(
                results().resolve(name),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Folders.delete(work);
        if (made && isEmpty()) {
            Files.delete(folder);
        }
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }
}
