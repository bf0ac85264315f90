/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tribuo.test.Helpers;

final class SyntheticDigitsTest {
    private static final int SIDE = SyntheticDigits.SIDE;
    private static final ImageSet DIGITS = SyntheticDigits.images(1, 500);

    @Test
    void theDigitsOfASeedNeverChange() {
        // If this fails the digits changed: every figure and hash published for synthetic digits is void.
        assertEquals(
                "6782ea8c34f3ad4065687f36e76019d2396de3189bd59f22285de352adf5d49d",
                SyntheticDigits.images(1, 100).sha256());
    }

    @Test
    void anImageDoesNotDependOnHowManyAreDrawn() {
        assertEquals(DIGITS.head(123).sha256(), SyntheticDigits.images(1, 123).sha256());
    }

    @Test
    void anImageIsTheSameDrawnAloneAndInAnyOrder() {
        for (int i = 499; i >= 0; i -= 7) {
            byte[] alone = new byte[SIDE * SIDE];
            SyntheticDigits.draw(1, i, alone, 0);
            byte[] inSet = new byte[SIDE * SIDE];
            DIGITS.copyPixels(i, inSet, 0);
            assertArrayEquals(inSet, alone, "image " + i);
        }
    }

    @Test
    void twoSeedsHaveNoImageInCommon() {
        Set<String> all = new HashSet<>();
        for (long seed : new long[] {0, 1, 2, -1}) {
            ImageSet set = SyntheticDigits.images(seed, 250);
            for (int i = 0; i < set.size(); i++) {
                byte[] image = new byte[SIDE * SIDE];
                set.copyPixels(i, image, 0);
                assertTrue(all.add(new String(image, StandardCharsets.ISO_8859_1)), seed + "/" + i);
            }
        }
    }

    @Test
    void everyTenImagesHoldEveryDigitOnceInVaryingOrder() {
        Set<String> orders = new HashSet<>();
        for (int block = 0; block < 50; block++) {
            StringBuilder order = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                order.append(DIGITS.label(10 * block + i));
            }
            assertEquals(10, order.chars().distinct().count(), order.toString());
            orders.add(order.toString());
        }
        assertTrue(orders.size() > 45, orders.size() + " different orders of 50");
    }

    @Test
    void inkIsTwentyPixelsLongAsInMnist() {
        for (int i = 0; i < DIGITS.size(); i++) {
            Ink ink = Ink.of(DIGITS, i);
            assertEquals(20, Math.max(ink.height(), ink.width()), "image " + i);
        }
    }

    @Test
    void theCentreOfMassIsAtPixelFourteenFourteenAsInMnist() {
        for (int i = 0; i < DIGITS.size(); i++) {
            Ink ink = Ink.of(DIGITS, i);
            assertEquals(14, ink.centreX(), 0.5 + 1e-9, "image " + i);
            assertEquals(14, ink.centreY(), 0.5 + 1e-9, "image " + i);
        }
    }

    @Test
    void strokesHaveFullInkAndSoftEdges() {
        for (int i = 0; i < DIGITS.size(); i++) {
            int brightest = 0;
            int soft = 0;
            for (int p = 0; p < SIDE * SIDE; p++) {
                int level = DIGITS.pixel(i, p);
                brightest = Math.max(brightest, level);
                soft += level > 0 && level < 255 ? 1 : 0;
            }
            assertTrue(brightest >= 200, "image " + i + " is at most " + brightest);
            assertTrue(soft > 20, "image " + i + " has " + soft + " soft pixels");
        }
    }

    @Test
    void theSetIsNamedSyntheticAndItsLabelsAreNumerals() {
        assertEquals("synthetic", DIGITS.name());
        assertEquals(Labels.numerals(10), DIGITS.labelNames());
    }

    @Test
    void aSizeOutOfRangeIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SyntheticDigits.images(1, 0));

        assertEquals("size is 0, expected 1 to 2000000 synthetic digits", refusal.getMessage());
    }

    @Test
    void aSourceOfASizeOutOfRangeIsRefused() {
        PropertyException refusal = assertThrows(PropertyException.class, () -> new SyntheticDigitSource(1, 2_000_001));

        assertEquals("size", refusal.getProperty());
        assertEquals("size is 2000001, expected 1 to 2000000 synthetic digits", refusal.getMsg());
    }

    @Test
    void aSourceSurvivesTheRoundTripThroughProvenance() {
        SyntheticDigitSource source = new SyntheticDigitSource(3, 20);

        Roundtrip.check(source);
        Helpers.testProvenanceMarshalling(source.getProvenance());
        assertEquals(source.images().sha256(), source.getProvenance().hashes().get("resource-hash"));
        assertEquals(source.getProvenance(), new SyntheticDigitSource(3, 20).getProvenance());
        assertNotEquals(source.getProvenance(), new SyntheticDigitSource(4, 20).getProvenance());
    }

    private record Ink(double centreX, double centreY, int width, int height) {
        static Ink of(ImageSet set, int index) {
            double mass = 0;
            double x = 0;
            double y = 0;
            int left = SIDE;
            int right = -1;
            int top = SIDE;
            int bottom = -1;
            for (int row = 0; row < SIDE; row++) {
                for (int column = 0; column < SIDE; column++) {
                    int level = set.pixel(index, row * SIDE + column);
                    mass += level;
                    x += level * column;
                    y += level * row;
                    if (level > 0) {
                        left = Math.min(left, column);
                        right = Math.max(right, column);
                        top = Math.min(top, row);
                        bottom = Math.max(bottom, row);
                    }
                }
            }
            return new Ink(x / mass, y / mass, right - left + 1, bottom - top + 1);
        }
    }
}
