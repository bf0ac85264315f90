/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.onnx.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The images that a file and the trained model are compared on. */
final class TestImages {
    @Option(
            names = "--images",
            paramLabel = "IDX",
            description = "Test images, an IDX file of bytes, gzip-compressed or not.")
    @Nullable
    Path images;

    @Option(names = "--labels", paramLabel = "IDX", description = "Their labels, likewise.")
    @Nullable
    Path labels;

    /** Reads both files; {@code null} if neither is given. */
    @Nullable
    ImageSet read() throws IOException {
        if (images == null && labels == null) {
            return null;
        }
        if (images == null || labels == null) {
            throw new IllegalArgumentException("--images and --labels belong together; give both");
        }
        return IdxPair.of(images, labels).read();
    }

    static LabelledImages labelled(ImageSet set, float pixelMaximum) {
        return new LabelledImages(
                (index, target, offset) -> set.copyPixels(index, pixelMaximum, target, offset),
                index -> set.labelNames().get(set.label(index)),
                set.size());
    }
}
