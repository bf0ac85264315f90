/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.ImageShape;
import org.junit.jupiter.api.Test;

class PixelNamingTest {
    private static final ImageShape GREY = new ImageShape(28, 28, 1);
    private static final ImageShape COLOUR = new ImageShape(32, 32, 3);

    @Test
    void theDefaultNamesAreThoseOfTribuosIdxFiles() {
        PixelNaming naming = new LinearPixelNaming();

        assertEquals("000", naming.name(0, 0, 0, GREY));
        assertEquals("406", naming.name(14, 14, 0, GREY));
        assertEquals("783", naming.name(27, 27, 0, GREY));
        assertEquals("0000", naming.name(0, 0, 0, COLOUR));
        assertEquals("0005", naming.name(0, 1, 2, COLOUR));
        assertEquals("3071", naming.name(31, 31, 2, COLOUR));
        // The width is that of the number of values, not of the highest index.
        assertEquals("0999", naming.name(9, 9, 9, new ImageShape(10, 10, 10)));
    }

    @Test
    void planesMayFollowOneAnother() {
        PixelNaming naming = new LinearPixelNaming("pixel", ChannelOrder.CHW, false);

        assertEquals("pixel0", naming.name(0, 0, 0, COLOUR));
        assertEquals("pixel1024", naming.name(0, 0, 1, COLOUR));
        assertEquals("pixel2081", naming.name(1, 1, 2, COLOUR));
    }

    @Test
    void aPatternSpellsRowColumnAndChannel() {
        assertEquals("r14c3", new PatternPixelNaming("r{row}c{column}", 0).name(14, 3, 0, GREY));
        assertEquals("3:1:2", new PatternPixelNaming("{channel}:{row}:{column}", 1).name(0, 1, 2, COLOUR));
    }

    @Test
    void aPatternWithoutRowOrColumnIsRefused() {
        var refusal = assertThrows(PropertyException.class, () -> new PatternPixelNaming("pixel{row}", 0));

        assertEquals(
                "Property: pattern, The pattern is \"pixel{row}\"; it must hold both {row} and {column},"
                        + " e.g. r{row}c{column}.",
                refusal.getMessage());
        assertEquals(
                "Property: first, The first number is 2; it must be 0 or 1.",
                assertThrows(PropertyException.class, () -> new PatternPixelNaming("{row},{column}", 2))
                        .getMessage());
    }

    @Test
    void aPatternThatMixesUpChannelsIsRefused() {
        PixelNaming naming = new PatternPixelNaming("r{row}c{column}", 0);

        var refusal = assertThrows(IllegalArgumentException.class, () -> naming.name(0, 0, 0, COLOUR));

        assertEquals(
                "The pattern \"r{row}c{column}\" gives all 3 channels of a pixel one name; add {channel} to it.",
                refusal.getMessage());
    }

    @Test
    void namingsAreEqualByValue() {
        assertEquals(new LinearPixelNaming(), new LinearPixelNaming("", ChannelOrder.HWC, true));
        assertEquals(
                new LinearPixelNaming("p", ChannelOrder.CHW, true).hashCode(),
                new LinearPixelNaming("p", ChannelOrder.CHW, true).hashCode());
        assertEquals(new PatternPixelNaming("{row},{column}", 1), new PatternPixelNaming("{row},{column}", 1));
    }
}
