/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Folders;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/**
 * Results that outlive {@code mvn clean}: a folder for each fingerprint. Any number of builds may use it at once; an entry
 * appears whole or not at all and never changes.
 *
 * @param folder where the entries are
 * @param log told when one was of use
 */
record ModelCache(Path folder, Log log) {
    private static final List<String> ALL = Stream.concat(Training.FILES.stream(), Stream.of(OutputFolder.FINGERPRINT))
            .toList();

    /**
     * Publishes what is kept of a training.
     *
     * @return whether there was something
     */
    boolean restore(Fingerprint wanted, Path results) throws IOException, MojoExecutionException {
        Path entry = folder.resolve(wanted.key());
        if (!Files.isDirectory(entry)) {
            return false;
        }
        List<String> faults = wanted.reasonsToTrain(entry, Training.FILES);
        if (!faults.isEmpty()) {
            log.warn("not used from mnist-cnn.modelCache: " + entry + ": " + String.join("; ", faults));
            return false;
        }
        try (OutputFolder output = OutputFolder.open(results)) {
            copy(entry, output.results());
            output.publish(Training.FILES);
        }
        log.info("restored the model from " + entry + " (mnist-cnn.modelCache)");
        return true;
    }

    /** Keeps the results of a training. */
    void store(Fingerprint made, Path results) throws IOException {
        Files.createDirectories(folder);
        Path entry = folder.resolve(made.key());
        Path part = Files.createTempDirectory(folder, ".part-");
        try {
            copy(results, part);
            if (Files.exists(entry)) {
                Folders.delete(entry);
            }
            Files.move(part, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            log.debug("another build has stored " + entry + " meanwhile: " + e);
        } finally {
            Folders.delete(part);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : ALL) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }
}
