/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mirror of {@link TinyMnist} and searches that reach no other, with an empty cache.
 *
 * @param folder Where the cache will be.
 * @param mirror The mirror.
 * @param progress What the searches have said.
 */
record MirroredMnist(Path folder, Mirror mirror, List<String> progress) implements AutoCloseable {

    static MirroredMnist start(Path folder) throws IOException {
        return new MirroredMnist(folder, new Mirror(TinyMnist.served()), new ArrayList<>());
    }

    Path cache() {
        return folder.resolve("cache");
    }

    Mnist.Builder search() {
        return Mnist.builder()
                .files(TinyMnist.files())
                .environment(Map.of())
                .baseDirectory(folder)
                .cacheDirectory(Path.of("cache"))
                .mirrors(List.of(mirror.base()))
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofMillis(500))
                .progress(progress::add);
    }

    /** What is in the cache besides the four files. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith("ubyte.gz"))
                    .toList();
        }
    }

    @Override
    public void close() {
        mirror.close();
    }
}
