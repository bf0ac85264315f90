/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageSetTest {
    private static final List<String> NAMES = List.of("cat", "dog");
    private final byte[] pixels = bytes(0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8);
    private final int[] labels = {1, 0, 1};
    private final ImageSet set = ImageSet.of("pets", 2, 2, 1, pixels, labels, NAMES);

    @Test
    void changingTheArraysItWasMadeFromChangesNothing() {
        pixels[1] = 0;
        labels[0] = 0;

        assertEquals(51, set.pixel(0, 1));
        assertEquals(1, set.label(0));
    }

    @Test
    void anImageIsCopiedWhereItIsWantedAndNowhereElse() {
        byte[] target = bytes(9, 9, 9, 9, 9, 9);

        set.copyPixels(2, target, 1);

        assertArrayEquals(bytes(9, 5, 6, 7, 8, 9), target);
    }

    @Test
    void bytesBecomeFloatsByDivisionByThePixelMaximum() {
        float[] target = {-1, -1, -1, -1, -1, -1};

        set.copyPixels(0, 255f, target, 1);

        assertArrayEquals(new float[] {-1, 0, 51f / 255f, 102f / 255f, 1, -1}, target);
    }

    @Test
    void thereIsNothingOutsideTheSet() {
        assertThrows(IndexOutOfBoundsException.class, () -> set.pixel(3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> set.pixel(-1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> set.pixel(0, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> set.label(3));
        assertThrows(IndexOutOfBoundsException.class, () -> set.copyPixels(0, new byte[4], 1));
        assertThrows(IndexOutOfBoundsException.class, () -> set.copyPixels(0, 255f, new float[4], 1));
    }

    @Test
    void aHeadHasTheFirstImagesAndAllLabelNames() {
        ImageSet head = set.head(2);

        assertEquals(2, head.size());
        assertEquals(4, head.pixel(1, 3));
        assertEquals(NAMES, head.labelNames());
        assertThrows(IndexOutOfBoundsException.class, () -> head.pixel(2, 0));
        assertSame(set, set.head(4));
    }

    @Test
    void aHeadOfNothingIsRefused() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> set.head(0));

        assertEquals("The first 0 images were asked for, expected at least 1", refusal.getMessage());
    }

    @Test
    void theHashTellsPixelsLabelsNamesShapesAndSizesApart() {
        byte[] otherPixels = pixels.clone();
        otherPixels[11] = 9;

        assertEquals(
                set.sha256(), ImageSet.of("x", 2, 2, 1, pixels, labels, NAMES).sha256());
        assertEquals(64, set.sha256().length());
        for (ImageSet other : List.of(
                ImageSet.of("x", 2, 2, 1, otherPixels, labels, NAMES),
                ImageSet.of("x", 2, 2, 1, pixels, new int[] {1, 0, 0}, NAMES),
                ImageSet.of("x", 2, 2, 1, pixels, labels, List.of("cat", "cow")),
                ImageSet.of("x", 4, 1, 1, pixels, labels, NAMES),
                ImageSet.of("x", 2, 1, 2, pixels, labels, NAMES),
                set.head(2))) {
            assertNotEquals(set.sha256(), other.sha256(), other.toString());
        }
    }

    @Test
    void aMissingPixelIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ImageSet.of("x", 2, 2, 1, new byte[11], labels, NAMES));

        assertEquals("3 images of 2x2x1 need 12 bytes, found 11", refusal.getMessage());
    }

    @Test
    void aLabelWithoutNameIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ImageSet.of("x", 2, 2, 1, pixels, new int[] {0, 2, 1}, NAMES));

        assertEquals("Image 1 has label index 2, expected 0 to 1: there are 2 label names", refusal.getMessage());
    }

    @Test
    void aNameUsedTwiceIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ImageSet.of("x", 2, 2, 1, pixels, labels, List.of("cat", "cat")));

        assertEquals("Label names must be different from each other, found [cat, cat]", refusal.getMessage());
    }

    @Test
    void anEmptySetIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ImageSet.of("x", 2, 2, 1, new byte[0], new int[0], NAMES));

        assertEquals("An image set needs at least one image, found none", refusal.getMessage());
    }

    @Test
    void anImageWithoutRowsIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> ImageSet.of("x", 0, 2, 1, new byte[0], new int[0], NAMES));

        assertEquals("Images need at least one row, column and channel, found 0x2x1", refusal.getMessage());
    }
}
