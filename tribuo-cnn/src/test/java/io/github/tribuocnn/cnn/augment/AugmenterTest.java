/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmenterTest {
    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final Augmentation EVERYTHING = Augmentation.of(
            new Shift(2),
            new Rotation(15),
            new Scale(10, 5),
            new Shear(10),
            new Elastic(0.8),
            new Erasing(50),
            new Noise(5));

    @Test
    void whatHappensToAnImageDependsOnSeedEpochAndIndexOnly() {
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        float[][] forth = new float[10][];
        Augmenter one = new Augmenter(EVERYTHING, SHAPE, 3);
        order.forEach(example -> forth[example] = changed(one, 4, example));
        Collections.reverse(order);
        Augmenter other = new Augmenter(EVERYTHING, SHAPE, 3);
        changed(other, 9, 77);

        for (int example : order) {
            assertArrayEquals(forth[example], changed(other, 4, example));
        }
        assertFalse(Arrays.equals(forth[5], changed(other, 5, 5)), "another epoch");
        assertFalse(Arrays.equals(forth[5], changed(other, 4, 6)), "another image");
        assertFalse(Arrays.equals(forth[5], changed(new Augmenter(EVERYTHING, SHAPE, 4), 4, 5)), "another seed");
    }

    @Test
    void theOrderInTheListDoesNotMatter() {
        Augmentation turned = Augmentation.of(new Shift(2), new Elastic(1), new Rotation(20));
        Augmentation same = Augmentation.of(new Rotation(20), new Shift(2), new Elastic(1));

        assertEquals(turned, same);
        assertArrayEquals(changed(new Augmenter(turned, SHAPE, 1), 1, 1), changed(new Augmenter(same, SHAPE, 1), 1, 1));
    }

    @Test
    void aDistortionOfStrengthZeroChangesNoBitAndNoOtherDistortion() {
        Augmentation nothing = Augmentation.of(
                new Shift(0),
                new Rotation(0),
                new Scale(0),
                new Shear(0),
                new Elastic(0),
                new Erasing(0),
                new Noise(0));
        assertArrayEquals(picture(SHAPE, 5), changed(new Augmenter(nothing, SHAPE, 1), 1, 5));

        Augmentation noise = Augmentation.of(new Noise(10));
        Augmentation more = Augmentation.of(new Shift(0), new Elastic(0), new Erasing(0), new Noise(10));
        assertArrayEquals(changed(new Augmenter(noise, SHAPE, 1), 1, 5), changed(new Augmenter(more, SHAPE, 1), 1, 5));
    }

    /** Settings as wild as they come must stay inside the memory, and images of all values the same must stay so. */
    @ParameterizedTest
    @CsvSource({"28,28,1", "1,1,1", "1,40,1", "33,5,3", "8,8,4", "3,3,2"})
    void theWildestSettingsFindTheirPixels(int height, int width, int channels) {
        ImageShape shape = new ImageShape(height, width, channels);
        double most = Math.min(height, width) / 2.0;
        Augmentation wild = new Augmentation(
                List.of(new Shift(most), new Rotation(180), new Scale(50, 50), new Shear(45), new Elastic(most, 2)),
                0,
                0.25);
        Augmenter augmenter = new Augmenter(wild, shape, 11);
        float[] image = new float[shape.size()];
        Arrays.fill(image, 0.25f);

        for (int example = 0; example < 500; example++) {
            augmenter.apply(image, 0, 1, example);
        }

        for (float pixel : image) {
            assertEquals(0.25f, pixel);
        }
    }

    @Test
    void shiftsSpreadEvenlyAboutZero() {
        AffineMap map = new AffineMap();
        Draws draws = new Draws();
        Shift shift = new Shift(1.5);
        double sum = 0;
        double squares = 0;
        double farthest = 0;
        for (int example = 0; example < 20_000; example++) {
            map.reset();
            draws.begin(Draws.image(1, 1, example), shift.order());
            shift.draw(draws, map);
            sum += map.xOffset + map.yOffset;
            squares += map.xOffset * map.xOffset + map.yOffset * map.yOffset;
            farthest = Math.max(farthest, Math.max(Math.abs(map.xOffset), Math.abs(map.yOffset)));
        }
        assertEquals(0, sum / 40_000, 0.02);
        assertEquals(1.5 / Math.sqrt(3), Math.sqrt(squares / 40_000), 0.01);
        assertTrue(farthest <= 1.5 && farthest > 1.49, "farthest " + farthest);
    }

    @ParameterizedTest
    @CsvSource({"7,28,28", "5,28,17", "10,9,31", "2,12,12"})
    void elasticDisplacementsHaveTheirRootMeanSquareAndAreSmooth(int spacing, int height, int width) {
        Elastic elastic = new Elastic(0.6, spacing);
        DisplacementField field = new DisplacementField(elastic, height, width);
        Draws draws = new Draws();
        float[] x = new float[width];
        float[] y = new float[width];
        double sum = 0;
        double squares = 0;
        double jump = 0;
        double farthest = 0;
        int images = 2_000;
        for (int example = 0; example < images; example++) {
            field.draw(draws, Draws.image(2, 1, example));
            for (int row = 0; row < height; row++) {
                field.row(row, x, y);
                for (int column = 0; column < width; column++) {
                    sum += x[column] + y[column];
                    squares += x[column] * x[column] + y[column] * y[column];
                    farthest = Math.max(farthest, Math.max(Math.abs(x[column]), Math.abs(y[column])));
                    jump = column == 0 ? jump : Math.max(jump, Math.abs(x[column] - x[column - 1]));
                }
            }
        }
        double count = 2.0 * images * height * width;
        assertEquals(0, sum / count, 0.01);
        assertEquals(0.6, Math.sqrt(squares / count), 0.03);
        assertTrue(farthest <= DisplacementField.reach(elastic), "farthest " + farthest);
        // a cubic B-spline's slope is at most the difference of its points over their distance
        assertTrue(jump <= 2 * DisplacementField.reach(elastic) / spacing, "jump " + jump);
    }

    @Test
    void erasingHitsAsManyImagesAndAsMuchOfThemAsItSays() {
        Augmenter augmenter = new Augmenter(Augmentation.of(new Erasing(30, 10, 20, 0.5)), SHAPE, 5);
        int hit = 0;
        double area = 0;
        for (int example = 0; example < 5_000; example++) {
            float[] image = new float[SHAPE.size()];
            Arrays.fill(image, 1);
            augmenter.apply(image, 0, 1, example);
            int erased = 0;
            for (float pixel : image) {
                assertTrue(pixel == 1 || pixel == 0.5f, "pixel " + pixel);
                erased += pixel == 1 ? 0 : 1;
            }
            hit += erased > 0 ? 1 : 0;
            area += erased / 784.0;
        }
        assertEquals(0.3, hit / 5_000.0, 0.02);
        assertEquals(0.15, area / hit, 0.01);
    }

    @Test
    void noiseHasItsDeviationAndStaysInRange() {
        Augmenter augmenter = new Augmenter(Augmentation.of(new Noise(5)), SHAPE, 5);
        double sum = 0;
        double squares = 0;
        for (int example = 0; example < 100; example++) {
            float[] image = new float[SHAPE.size()];
            Arrays.fill(image, 0.5f);
            augmenter.apply(image, 0, 1, example);
            for (float pixel : image) {
                sum += pixel - 0.5;
                squares += (pixel - 0.5) * (pixel - 0.5);
            }
        }
        assertEquals(0, sum / 78_400, 0.001);
        assertEquals(0.05, Math.sqrt(squares / 78_400), 0.001);

        float[] black = new float[SHAPE.size()];
        augmenter.apply(black, 0, 1, 1);
        for (float pixel : black) {
            assertTrue(pixel >= 0 && pixel < 0.18f, "pixel " + pixel);
        }
    }

    /** Pins the bits, so that no JDK, processor or change to the code alters them unnoticed. */
    @Test
    void theImagesAreTheSameOnEveryMachine() {
        int hash = 1;
        Augmenter augmenter = new Augmenter(EVERYTHING, SHAPE, 12345);
        for (int example = 0; example < 50; example++) {
            hash = 31 * hash + Arrays.hashCode(changed(augmenter, 3, example));
        }
        assertEquals(1_507_754_319, hash);
    }

    private static float[] changed(Augmenter augmenter, int epoch, int example) {
        float[] image = picture(SHAPE, example);
        augmenter.apply(image, 0, epoch, example);
        return image;
    }

    private static float[] picture(ImageShape shape, int number) {
        Random random = new Random(number);
        float[] pixels = new float[shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return pixels;
    }
}
