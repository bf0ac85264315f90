/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of downloaded files. Every file in it is whole and right or is fetched again; a file appears by an atomic
 * move, under a lock that holds across threads and processes.
 *
 * @param folder the folder; made if it is missing
 * @param files what belongs in it
 * @param downloads where that comes from
 */
record DownloadCache(Path folder, List<PublishedFile> files, Downloads downloads) {

    /**
     * Finds the files, fetching those that are missing or damaged.
     *
     * @return their paths, in the order of {@link #files}
     * @throws MnistUnavailableException if a file is not there and can't be fetched
     */
    List<Path> fill() throws IOException {
        List<Optional<Path>> there = new ArrayList<>();
        for (PublishedFile file : files) {
            there.add(find(file));
        }
        if (there.stream().allMatch(Optional::isPresent)) {
            return there.stream().flatMap(Optional::stream).toList();
        }
        checkMayDownload();
        makeFolder();
        List<Path> filled = new ArrayList<>();
        try (CacheLock lock = CacheLock.acquire(folder.resolve("lock"), downloads.progress())) {
            for (int i = 0; i < files.size(); i++) {
                filled.add(there.get(i).isPresent() ? there.get(i).get() : findOrFetch(files.get(i)));
            }
        }
        return filled;
    }

    private void checkMayDownload() throws MnistUnavailableException {
        if (downloads.usable().isEmpty()) {
            throw new MnistUnavailableException(
                    downloads.offline()
                            ? "offline, and MNIST is not in " + folder + ": run once online, or " + Mnist.REMEDY + "."
                            : "there is no mirror to download from, and MNIST is not in " + folder
                                    + ": name a mirror, or " + Mnist.REMEDY + ".");
        }
    }

    private void makeFolder() throws MnistUnavailableException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MnistUnavailableException("the cache " + folder + " can't be made (" + e
                    + "): give another one by -Dmnist-cnn.cacheDirectory=<folder>, or " + Mnist.REMEDY + ".");
        }
    }

    private Optional<Path> find(PublishedFile file) throws IOException {
        for (Path candidate : file.candidates(folder)) {
            if (file.problem(candidate).isEmpty()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Another thread or process may have fetched it while this one waited for the lock. */
    private Path findOrFetch(PublishedFile file) throws IOException {
        for (Path candidate : file.candidates(folder)) {
            Optional<String> problem = file.problem(candidate);
            if (problem.isEmpty()) {
                return candidate;
            }
            downloads.progress().accept(candidate + " in the cache is not used: " + problem.get());
        }
        Path part = downloads.fetch(file, folder);
        Path target = folder.resolve(isGzip(part) ? file.compressedName() : file.name());
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        removeLeftovers(file, target);
        return target;
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = IdxFile.open(file)) {
            return IdxFile.isGzip(in);
        }
    }

    /** Damaged copies under the file's other names, and parts from other mirrors. */
    private void removeLeftovers(PublishedFile file, Path kept) throws IOException {
        for (Path candidate : file.candidates(folder)) {
            if (!candidate.equals(kept)) {
                Files.delete(candidate);
            }
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, file.compressedName() + ".*.part")) {
            for (Path part : parts) {
                Files.delete(part);
            }
        }
    }
}
