/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static final ImageShape SHAPE = new ImageShape(5, 7, 1);

    private final float[] image = numbered(SHAPE.size());
    private final AffineMap map = new AffineMap();

    @Test
    void nothingIsMovedByTheIdentity() {
        assertArrayEquals(image, moved(SHAPE, image, 0));
    }

    @Test
    void aShiftOfOnePixelIsAMovedCopy() {
        map.appendShift(1, 0);

        float[] moved = moved(SHAPE, image, 0);

        for (int row = 0; row < 5; row++) {
            assertEquals(0f, moved[row * 7]);
            for (int column = 1; column < 7; column++) {
                assertEquals(image[row * 7 + column - 1], moved[row * 7 + column]);
            }
        }
    }

    @Test
    void aShiftUpBringsInWhatIsOutside() {
        map.appendShift(0, -2);

        float[] moved = moved(SHAPE, image, 0.75f);

        assertArrayEquals(Arrays.copyOfRange(image, 14, 35), Arrays.copyOf(moved, 21));
        for (int i = 21; i < 35; i++) {
            assertEquals(0.75f, moved[i]);
        }
    }

    @Test
    void aShiftOfHalfAPixelIsTheMeanOfNeighbours() {
        map.appendShift(-0.5, 0);

        float[] moved = moved(SHAPE, image, 0);

        for (int column = 0; column < 6; column++) {
            assertEquals((image[7 + column] + image[7 + column + 1]) / 2, moved[7 + column], 1e-7f);
        }
        assertEquals(image[13] / 2, moved[13], 1e-7f);
    }

    @Test
    void aQuarterTurnClockwiseBringsTheLeftColumnUp() {
        ImageShape square = new ImageShape(4, 4, 1);
        float[] pixels = numbered(16);
        // on a screen y grows down, so that a positive angle turns clockwise
        map.appendInverse(0, 1, -1, 0);

        float[] moved = moved(square, pixels, 0);

        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                assertEquals(pixels[(3 - column) * 4 + row], moved[row * 4 + column]);
            }
        }
    }

    @Test
    void twiceTheSizeTakesTheMiddleHalf() {
        ImageShape line = new ImageShape(1, 5, 1);
        map.appendInverse(0.5, 0, 0, 0.5);

        assertArrayEquals(
                new float[] {0.2f, 0.25f, 0.3f, 0.35f, 0.4f},
                moved(line, new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f}, 0),
                1e-7f);
    }

    /** Taller than it is wide with all that may move in from the sides. */
    @Test
    void aTallImageIsMovedToItsLastRow() {
        ImageShape tall = new ImageShape(40, 3, 1);
        float[] pixels = numbered(tall.size());

        assertArrayEquals(pixels, moved(tall, pixels, 0));
    }

    @Test
    void aDisplacementIsAddedToTheMap() {
        Resampler resampler = new Resampler(SHAPE, 8, 0);
        resampler.read(image, 0);
        Arrays.fill(resampler.rightward(), 2);
        Arrays.fill(resampler.downward(), 1);
        map.appendShift(1, 0);
        float[] row = new float[SHAPE.size()];

        resampler.writeRow(2, map, row, 0);

        assertArrayEquals(
                new float[] {image[22], image[23], image[24], image[25], image[26], image[27], 0},
                Arrays.copyOfRange(row, 14, 21));
    }

    @Test
    void channelsMoveTogether() {
        ImageShape colour = new ImageShape(5, 7, 3);
        float[] pixels = numbered(colour.size());
        map.appendShift(0.3, -1.2);
        map.appendInverse(0.9, 0.2, -0.1, 1.1);

        float[] moved = moved(colour, pixels, 0.1f);

        for (int channel = 0; channel < 3; channel++) {
            assertArrayEquals(moved(SHAPE, plane(pixels, channel), 0.1f), plane(moved, channel));
        }
    }

    @Test
    void movementsAreAppendedOneAfterTheOther() {
        map.appendInverse(0.5, 0, 0, 1);
        map.appendShift(2, 0);

        // the point 1 right of the centre is first enlarged to 2, then shifted to 4
        assertEquals(1, map.sourceX(4, 0));
    }

    private float[] moved(ImageShape shape, float[] pixels, float outside) {
        Resampler resampler = new Resampler(shape, 12, outside);
        float[] result = new float[pixels.length + 2];
        System.arraycopy(pixels, 0, result, 2, pixels.length);
        resampler.read(result, 2);
        for (int row = 0; row < shape.height(); row++) {
            resampler.writeRow(row, map, result, 2);
        }
        return Arrays.copyOfRange(result, 2, result.length);
    }

    private static float[] plane(float[] pixels, int channel) {
        float[] plane = new float[pixels.length / 3];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = pixels[3 * i + channel];
        }
        return plane;
    }

    private static float[] numbered(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (i + 1) / 128f;
        }
        return numbers;
    }
}
