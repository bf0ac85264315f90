/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class AreaAverageTest {
    @Test
    void halvingAveragesFourPixels() {
        assertArrayEquals(
                bytes(5, 100, 0, 255),
                scale(bytes(1, 3, 99, 101, 6, 10, 98, 102, 0, 0, 255, 255, 0, 0, 255, 255), 4, 4, 1, 2, 2));
    }

    @Test
    void aMeanIsRoundedHalfUp() {
        assertArrayEquals(bytes(1, 2), scale(bytes(0, 1, 1, 2), 1, 4, 1, 1, 2));
        assertArrayEquals(bytes(0), scale(bytes(0, 0, 1), 1, 3, 1, 1, 1));
    }

    @Test
    void partsOfPixelsCountByTheirArea() {
        // Three columns to two: each takes one and a half.
        assertArrayEquals(bytes(20, 80), scale(bytes(0, 60, 90), 1, 3, 1, 1, 2));
        // Three rows to two, likewise.
        assertArrayEquals(bytes(20, 80), scale(bytes(0, 60, 90), 3, 1, 1, 2, 1));
    }

    @Test
    void enlargingRepeatsPixelsAndBlendsAtTheirBorders() {
        assertArrayEquals(bytes(10, 10, 20, 20), scale(bytes(10, 20), 1, 2, 1, 1, 4));
        assertArrayEquals(bytes(10, 15, 20), scale(bytes(10, 20), 1, 2, 1, 1, 3));
    }

    @Test
    void channelsStayApart() {
        assertArrayEquals(
                bytes(2, 20, 200), scale(bytes(1, 10, 100, 3, 30, 250, 1, 20, 200, 3, 20, 250), 2, 2, 3, 1, 1));
    }

    @Test
    void theSameSizeChangesNothing() {
        byte[] image = IdxFixtures.pixels(5 * 7 * 3, 11);

        assertArrayEquals(image, scale(image, 5, 7, 3, 5, 7));
    }

    @Test
    void whiteStaysWhiteHoweverLargeTheImage() {
        byte[] white = new byte[3_000 * 2_000];
        Arrays.fill(white, (byte) 255);

        assertArrayEquals(bytes(255, 255, 255, 255, 255, 255), scale(white, 3_000, 2_000, 1, 3, 2));
    }

    @RepeatedTest(20)
    void everyPixelIsTheRoundedMeanOfItsArea(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        int height = random.nextInt(1, 12);
        int width = random.nextInt(1, 12);
        int toHeight = random.nextInt(1, 12);
        int toWidth = random.nextInt(1, 12);
        byte[] image = IdxFixtures.pixels(height * width, seed);

        byte[] scaled = scale(image, height, width, 1, toHeight, toWidth);

        for (int row = 0; row < toHeight; row++) {
            for (int column = 0; column < toWidth; column++) {
                int expected = meanOnTheFineGrid(image, height, width, toHeight, toWidth, row, column);
                assertEquals(
                        expected,
                        scaled[row * toWidth + column] & 0xff,
                        "seed " + seed + ": " + height + "x" + width + " to " + toHeight + "x" + toWidth + " at " + row
                                + "," + column);
            }
        }
    }

    /** Cuts every source pixel into target rows x target columns parts, which no target pixel divides. */
    private static int meanOnTheFineGrid(
            byte[] image, int height, int width, int toHeight, int toWidth, int row, int column) {
        BigInteger sum = BigInteger.ZERO;
        for (int y = row * height; y < (row + 1) * height; y++) {
            for (int x = column * width; x < (column + 1) * width; x++) {
                sum = sum.add(BigInteger.valueOf(image[y / toHeight * width + x / toWidth] & 0xff));
            }
        }
        BigInteger area = BigInteger.valueOf((long) height * width);
        return sum.multiply(BigInteger.TWO)
                .add(area)
                .divide(area.multiply(BigInteger.TWO))
                .intValueExact();
    }

    private static byte[] scale(byte[] image, int height, int width, int channels, int toHeight, int toWidth) {
        byte[] target = new byte[2 + toHeight * toWidth * channels];
        AreaAverage.scale(
                image, new Geometry(height, width, channels), new Geometry(toHeight, toWidth, channels), target, 1);
        assertEquals(0, target[0], "written before the image");
        assertEquals(0, target[target.length - 1], "written behind the image");
        return Arrays.copyOfRange(target, 1, target.length - 1);
    }
}
