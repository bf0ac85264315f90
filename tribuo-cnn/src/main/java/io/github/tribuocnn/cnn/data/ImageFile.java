/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.nio.file.Path;

/** A PNG or JPEG file as one image for a network; folders of labelled ones are {@link ImageFolderSource}'s. */
public final class ImageFile {
    private static final int BLACK = 0;

    private ImageFile() {}

    /**
     * Reads a file and scales it by area to the size wanted. Black shows through where it is transparent.
     *
     * @param file the file
     * @param height rows wanted
     * @param width columns wanted
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @return row-major pixels with their channels together
     * @throws InvalidDataException if it can't be read, is no PNG or JPEG image, or is damaged
     */
    public static byte[] pixels(Path file, int height, int width, int channels) throws IOException {
        Geometry wanted = new Geometry(height, width, channels);
        byte[] pixels = new byte[wanted.imageBytes()];
        try (EncodedImage image = EncodedImage.open(file, ImageFolderReader.content(file))) {
            image.scaleTo(wanted, BLACK, pixels, 0);
        }
        return pixels;
    }
}
