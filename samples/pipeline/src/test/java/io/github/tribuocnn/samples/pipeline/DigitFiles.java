/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.pipeline;

import io.github.tribuocnn.cnn.data.ImageSet;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Digits in the forms a user has them in. */
final class DigitFiles {
    private DigitFiles() {}

    /** As MNIST is published: {@code <set>-images-idx3-ubyte.gz} and {@code <set>-labels-idx1-ubyte.gz}. */
    static void writeIdx(Path folder, String set, ImageSet digits) throws IOException {
        try (DataOutputStream images = gzip(folder.resolve(set + "-images-idx3-ubyte.gz"));
                DataOutputStream labels = gzip(folder.resolve(set + "-labels-idx1-ubyte.gz"))) {
            images.writeInt(0x803);
            images.writeInt(digits.size());
            images.writeInt(digits.height());
            images.writeInt(digits.width());
            labels.writeInt(0x801);
            labels.writeInt(digits.size());
            byte[] pixels = new byte[digits.imageBytes()];
            for (int i = 0; i < digits.size(); i++) {
                digits.copyPixels(i, pixels, 0);
                images.write(pixels);
                labels.write(digits.label(i));
            }
        }
    }

    /** As PNG files, in a folder a digit. */
    static void writeFolders(Path folder, ImageSet digits) throws IOException {
        for (int i = 0; i < digits.size(); i++) {
            BufferedImage image = new BufferedImage(digits.width(), digits.height(), BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < digits.height(); y++) {
                for (int x = 0; x < digits.width(); x++) {
                    image.getRaster().setSample(x, y, 0, digits.pixel(i, y * digits.width() + x));
                }
            }
            Path digit =
                    Files.createDirectories(folder.resolve(digits.labelNames().get(digits.label(i))));
            ImageIO.write(image, "png", digit.resolve((1_000_000 + i) + ".png").toFile());
        }
    }

    private static DataOutputStream gzip(Path file) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
    }
}
