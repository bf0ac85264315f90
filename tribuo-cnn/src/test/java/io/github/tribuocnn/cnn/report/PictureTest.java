/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PictureTest {
    private static final String PREFIX = "data:image/png;base64,";

    @Test
    void aGreyPictureSurvivesItsPng() throws IOException {
        var image = decoded(Png.dataUri(new Picture(2, 3, 1, new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1})));
        assertEquals(3, image.getWidth());
        assertEquals(2, image.getHeight());
        assertEquals(0xff000000, image.getRGB(0, 0));
        assertEquals(0xff666666, image.getRGB(2, 0));
        assertEquals(0xff999999, image.getRGB(0, 1));
        assertEquals(0xffffffff, image.getRGB(2, 1));
    }

    @Test
    void aColourPictureKeepsItsChannels() throws IOException {
        var image = decoded(Png.dataUri(new Picture(1, 2, 3, new float[] {1, 0.2f, 0, 0, 0.4f, 1})));
        assertEquals(0xffff3300, image.getRGB(0, 0));
        assertEquals(0xff0066ff, image.getRGB(1, 0));
    }

    @Test
    void aFilterIsClearAtZeroAndOpaqueAtTheScale() throws IOException {
        var filter = new LearnedFilter(1, 2, 2, new float[] {-0.5f, 0, 0.25f, 0.5f});
        var image = decoded(Png.dataUri(filter, 0.5f));
        assertEquals(5, image.getWidth(), "two channels of two columns and a gap");
        assertEquals(0xffd9480f, image.getRGB(0, 0), "channel 0");
        assertEquals(128, image.getRGB(1, 0) >>> 24);
        assertEquals(0, image.getRGB(2, 0) >>> 24, "the gap");
        assertEquals(0, image.getRGB(3, 0) >>> 24, "channel 1");
        assertEquals(0xff1c6fd4, image.getRGB(4, 0));
    }

    @Test
    void valuesThatAreNoPictureAreRefused() {
        refuses("a picture of 2x2x1 has 4 values, found 3", () -> new Picture(2, 2, 1, new float[3]));
        refuses("a pixel is 0 to 1, found 255.0", () -> new Picture(1, 1, 1, new float[] {255}));
        refuses(
                "a picture has at least one pixel and 1 or 3 channels, found 1x1x2",
                () -> new Picture(1, 1, 2, new float[2]));
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static BufferedImage decoded(String uri) throws IOException {
        assertEquals(PREFIX, uri.substring(0, PREFIX.length()));
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(PREFIX.length()))));
    }
}
