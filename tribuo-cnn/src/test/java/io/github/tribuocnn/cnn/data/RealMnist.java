/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The real MNIST files, for tests that need them. */
public final class RealMnist {
    private RealMnist() {}

    /** The folder MNIST_DIR names, seen from here or from a folder above (tests run in their module's folder). */
    static Path folder() {
        String given = System.getenv("MNIST_DIR");
        assumeTrue(
                given != null && !given.isBlank(),
                "Needs the real MNIST: set MNIST_DIR to the folder with its four IDX files, gzip-compressed or not");
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve(given))
                .filter(Files::isDirectory)
                .findFirst();
        return found.orElseThrow(() -> new AssertionError(
                "MNIST_DIR=" + given + " is no folder, seen from " + Path.of("").toAbsolutePath() + " or above"));
    }

    public static IdxPair training() {
        return pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    }

    static IdxPair test() {
        return pair("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    }

    private static IdxPair pair(String images, String labels) {
        return IdxPair.of(file(images), file(labels));
    }

    private static Path file(String name) {
        Path raw = folder().resolve(name);
        return Files.exists(raw) ? raw : folder().resolve(name + ".gz");
    }
}
