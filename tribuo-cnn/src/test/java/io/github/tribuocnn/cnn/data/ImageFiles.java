/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Image files made on the spot. Samples are given row by row, the channels of a pixel together. */
final class ImageFiles {
    private ImageFiles() {}

    /** An 8-bit grey PNG. */
    static byte[] grey(int height, int width, int... samples) {
        return png(of(BufferedImage.TYPE_BYTE_GRAY, height, width, samples));
    }

    /** An 8-bit red-green-blue PNG. */
    static byte[] rgb(int height, int width, int... samples) {
        return png(of(BufferedImage.TYPE_3BYTE_BGR, height, width, samples));
    }

    /** An image of one grey level. */
    static byte[] flat(int height, int width, int level) {
        int[] samples = new int[height * width];
        Arrays.fill(samples, level);
        return grey(height, width, samples);
    }

    static BufferedImage of(int type, int height, int width, int... samples) {
        BufferedImage image = new BufferedImage(width, height, type);
        image.getRaster().setPixels(0, 0, width, height, samples);
        return image;
    }

    static BufferedImage of(IndexColorModel palette, int height, int width, int... indices) {
        WritableRaster raster = palette.createCompatibleWritableRaster(width, height);
        raster.setPixels(0, 0, width, height, indices);
        return new BufferedImage(palette, raster, false, null);
    }

    static byte[] png(BufferedImage image) {
        return encode(image, "png");
    }

    static byte[] jpeg(BufferedImage image) {
        return encode(image, "jpeg");
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertTrue(ImageIO.write(image, format, bytes), "no writer of " + format + " for " + image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** In the locale C, Java can't name a file with a letter outside ASCII. */
    static void assumeUnicodeNames() {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        assumeTrue(
                names.newEncoder().canEncode("\u00e9\u0301"), "Needs a locale for Unicode file names, LC_ALL=C.UTF-8");
    }

    /** Writes a file and the folders above it. */
    static Path write(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }
}
