/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AugmentationTextTest {

    @Test
    void everyDistortionIsWrittenInTheOrderOfApplication() {
        Augmentation everything = new Augmentation(
                List.of(
                        new Noise(5),
                        new Shift(1.5),
                        new Rotation(8),
                        new Scale(8, 4),
                        new Shear(6),
                        new Elastic(0.6, 9),
                        new Erasing(20, 3, 30, 0.25)),
                12,
                0.5);

        assertEquals(
                "scale 8 4, shear 6, rotation 8, shift 1.5, elastic 0.6 spacing 9,"
                        + " erasing 20 least 3 most 30 value 0.25, noise 5, outside 0.5, clean-end 12",
                everything.text());
        assertEquals(everything, Augmentation.parse(everything.text()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "none > none",
                " NONE , > none",
                "shift 1.50 > shift 1.5",
                "Rotation 10,\tScale 8 0,SHIFT 1e-3 > scale 8, rotation 10, shift 0.001",
                "elastic 0.7 spacing 7 > elastic 0.7",
                "erasing 25 value 0 most 20 least 2 > erasing 25",
                "clean-end 12, shift 1.5, outside 0 > shift 1.5, clean-end 12"
            })
    void whatDoesNotCountIsLeftOut(String written, String canonical) {
        assertEquals(canonical, Augmentation.parse(written).text());
    }

    @Test
    void numbersBecomeTheSettingsTheyStandFor() {
        assertEquals(
                Augmentation.of(new Shift(1.5), new Rotation(10), new Scale(8, 6), new Shear(6), new Elastic(0.7))
                        .withCleanEnd(12),
                Augmentation.parse("shift 1.5, rotation 10, scale 8 6, shear 6, elastic 0.7, clean-end 12"));
    }

    @Test
    void anyAugmentationIsReadAsItIsWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Augmentation augmentation = new Augmentation(
                    List.of(
                            new Shift(random.nextDouble() * 5),
                            new Scale(random.nextDouble() * 50, random.nextInt(2) * random.nextDouble()),
                            new Elastic(random.nextDouble(), 2 + random.nextInt(9)),
                            new Erasing(random.nextDouble() * 100, 1, 1 + random.nextDouble(), random.nextDouble())),
                    random.nextDouble() * 100,
                    random.nextDouble());

            assertEquals(augmentation, Augmentation.parse(augmentation.text()), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'' > The augmentation is empty; write none, or distortions such as shift 1.5, rotation 10",
                "shift 1.5,, shear 2 > Distortion 2 is empty; remove the extra comma",
                "shift > Distortion 1 (shift): the distance is missing; write shift PIXELS",
                "shift far > Distortion 1 (shift far): the distance must be a number, but is far; write shift PIXELS",
                "shift -1 > Distortion 1 (shift -1): pixels is -1, expected 0 to 10000 pixels; write shift PIXELS",
                "shift 1 rotation 5 > Distortion 1 (shift 1 rotation 5): put a comma before 'rotation'",
                "shift 1 pixel > Distortion 1 (shift 1 pixel): unknown word 'pixel'. Write shift PIXELS",
                "shift 1, shift 2 > Distortion 2 (shift 2): number 1 is of the same kind; remove one of them",
                "shift 1, none > Distortion 2 (none): unknown distortion 'none'; did you mean 'noise'? Known distortions:"
                        + " scale, shear, rotation, shift, elastic, erasing, noise, outside, clean-end",
                "elastic 1 spacing 1 > Distortion 1 (elastic 1 spacing 1): spacing is 1, expected 2 to 1000 pixels; write"
                        + " elastic PIXELS [spacing PIXELS]",
                "shift 1, clean-end 101 > Distortion 2 (clean-end 101): cleanPercent is 101, expected 0 to 100 percent of"
                        + " the steps; write clean-end PERCENT",
                "shift 1, outside 2 > Distortion 2 (outside 2): outside is 2, expected 0 to 1 (black to white); write"
                        + " outside NUMBER",
                "erasing 5 least 9 least 8 > Distortion 1 (erasing 5 least 9 least 8): 'least' repeats or contradicts"
                        + " another word; remove one of them"
            })
    void whatCannotBeUnderstoodIsNamed(String text, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Augmentation.parse(text));

        assertEquals(message, refusal.getMessage());
    }
}
