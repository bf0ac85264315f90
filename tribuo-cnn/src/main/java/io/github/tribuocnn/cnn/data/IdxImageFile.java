/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An IDX image file without a label file, as it is where images are only to be read. */
public final class IdxImageFile {
    /** What every image is labelled. */
    public static final String UNKNOWN = "unknown";

    private IdxImageFile() {}

    /**
     * Reads a file into the heap, gzip-compressed or not.
     *
     * @param images unsigned bytes, dimensions (N,H,W) or (N,H,W,C)
     * @return the images, each labelled {@link #UNKNOWN}
     * @throws InvalidDataException if the file is missing, is no such IDX file, is truncated or has more than it should
     * @throws IOException if reading fails
     */
    public static ImageSet read(Path images) throws IOException {
        IdxFile file = IdxFile.read(images, IdxHeader.Content.IMAGES);
        int count = file.header().dimensions().get(0);
        return new HeapImageSet(
                String.valueOf(images.getFileName()),
                file.header().geometry(images),
                file.data(),
                new Labels(new int[count], List.of(UNKNOWN)));
    }
}
