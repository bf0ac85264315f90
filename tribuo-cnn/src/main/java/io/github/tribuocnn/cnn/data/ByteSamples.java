/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Decoded samples as bytes, grey or red-green-blue. Stored values are used as they are: no gamma, no colour profile
 * ({@code BufferedImage.getRGB} would brighten grey images). With {@code /} rounding down:
 *
 * <ul>
 *   <li>a sample {@code v} of {@code b} bits, {@code m = 2^b - 1}, becomes {@code (255 v + m/2) / m};
 *   <li>a component {@code v} with opacity {@code a} becomes {@code (v a + g (255 - a) + 127) / 255} over background
 *       {@code g};
 *   <li>grey becomes three equal components, and three components become grey by ITU-R BT.601,
 *       {@code (299 red + 587 green + 114 blue + 500) / 1000}.
 * </ul>
 */
final class ByteSamples {
    private static final int RED = 0;
    private static final int GREEN = 1;
    private static final int BLUE = 2;
    private static final int OPAQUE = 255;

    private final Raster raster;
    private final ColorModel colours;
    private final int background;

    ByteSamples(BufferedImage image, int background) {
        this.raster = image.getRaster();
        this.colours = image.getColorModel();
        this.background = background;
    }

    /** Row-major pixels with their channels together; {@code channels} is 1 or 3. */
    byte[] read(int channels) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        byte[] bytes = new byte[raster.getHeight() * width * channels];
        int[] rgb = new int[3];
        int next = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                readPixel(row, x * bands, rgb);
                if (channels == 1) {
                    bytes[next++] = (byte) ((299 * rgb[RED] + 587 * rgb[GREEN] + 114 * rgb[BLUE] + 500) / 1000);
                } else {
                    bytes[next++] = (byte) rgb[RED];
                    bytes[next++] = (byte) rgb[GREEN];
                    bytes[next++] = (byte) rgb[BLUE];
                }
            }
        }
        return bytes;
    }

    private void readPixel(int[] samples, int start, int[] rgb) {
        int opacity = OPAQUE;
        if (colours instanceof IndexColorModel palette) {
            int index = samples[start];
            rgb[RED] = palette.getRed(index);
            rgb[GREEN] = palette.getGreen(index);
            rgb[BLUE] = palette.getBlue(index);
            opacity = palette.getAlpha(index);
        } else {
            int bands = raster.getNumBands();
            boolean grey = bands < 3;
            for (int c = RED; c <= BLUE; c++) {
                rgb[c] = toByte(samples[start + (grey ? 0 : c)], c);
            }
            if (colours.hasAlpha()) {
                opacity = toByte(samples[start + bands - 1], bands - 1);
            }
        }
        for (int c = RED; c <= BLUE; c++) {
            rgb[c] = (rgb[c] * opacity + background * (OPAQUE - opacity) + 127) / 255;
        }
    }

    private int toByte(int sample, int band) {
        int most = (1 << raster.getSampleModel().getSampleSize(raster.getNumBands() < 3 ? 0 : band)) - 1;
        return (255 * sample + most / 2) / most;
    }
}
