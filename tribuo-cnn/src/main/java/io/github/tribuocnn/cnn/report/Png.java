/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small images as {@code data:} URIs. Uses no fonts and no display, so it works in the slimmest containers. */
final class Png {
    private static final int NEGATIVE = 0xd9480f;
    private static final int POSITIVE = 0x1c6fd4;

    private Png() {}

    static String dataUri(Picture picture) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                int rgb = picture.level(row, column, 0) << 16
                        | picture.level(row, column, 1) << 8
                        | picture.level(row, column, 2);
                image.setRGB(column, row, rgb);
            }
        }
        return encode(image);
    }

    /**
     * A filter in diverging colours, its channels side by side: negative orange, positive blue, the more opaque the further
     * from 0. Zero is transparent, so the middle of the scale is the page's own colour in either theme.
     *
     * @param scale the weight that is fully opaque
     */
    static String dataUri(LearnedFilter filter, float scale) {
        int stride = filter.width() + 1; // one transparent column between channels
        var image = new BufferedImage(stride * filter.channels() - 1, filter.height(), BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < filter.height(); row++) {
            for (int column = 0; column < filter.width(); column++) {
                for (int channel = 0; channel < filter.channels(); channel++) {
                    image.setRGB(channel * stride + column, row, diverging(filter.weight(row, column, channel), scale));
                }
            }
        }
        return encode(image);
    }

    private static int diverging(float weight, float scale) {
        int alpha = scale == 0 ? 0 : Math.round(255 * Math.min(1, Math.abs(weight) / scale));
        return alpha << 24 | (weight < 0 ? NEGATIVE : POSITIVE);
    }

    private static String encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        // The stream of our own keeps ImageIO from caching in a temporary file.
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", stream)) {
                throw new IllegalStateException("this Java runtime has no PNG writer (module java.desktop)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
