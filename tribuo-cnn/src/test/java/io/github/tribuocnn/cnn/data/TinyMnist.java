/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.gzip;
import static io.github.tribuocnn.cnn.data.IdxFixtures.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Four files under MNIST's names, small enough for tests. */
final class TinyMnist {
    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    private static final Map<String, byte[]> CONTENT = new LinkedHashMap<>();

    static {
        CONTENT.put(TRAIN_IMAGES, idx(IdxFixtures.pixels(3_000 * 12, 1), 3_000, 3, 4));
        CONTENT.put(TRAIN_LABELS, idx(labels(3_000), 3_000));
        CONTENT.put(TEST_IMAGES, idx(IdxFixtures.pixels(50 * 12, 2), 50, 3, 4));
        CONTENT.put(TEST_LABELS, idx(labels(50), 50));
    }

    private TinyMnist() {}

    private static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels;
    }

    static byte[] raw(String name) {
        return Objects.requireNonNull(CONTENT.get(name), name).clone();
    }

    /** What a mirror serves, by path. */
    static Map<String, byte[]> served() {
        Map<String, byte[]> served = new LinkedHashMap<>();
        CONTENT.forEach((name, content) -> served.put(name + ".gz", gzip(content)));
        return served;
    }

    static List<PublishedFile> files() {
        return CONTENT.entrySet().stream()
                .map(file -> new PublishedFile(
                        file.getKey(),
                        file.getValue().length,
                        HexFormat.of().formatHex(ContentHash.sha256().digest(file.getValue()))))
                .toList();
    }

    static void writeRaw(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : CONTENT.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    static void writeCompressed(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : served().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
