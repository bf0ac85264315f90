/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AsciiPictureTest {
    @Test
    void twoRowsBecomeOneLineOfTheirMeanBrightness() {
        var picture = new Picture(4, 3, 1, new float[] {
            0, 1, 0, //
            0, 0, 0, //
            1, 0, 1, //
            1, 0, 1
        });
        assertEquals(" +\n@ @\n", AsciiPicture.text(picture));
    }

    @Test
    void anOddLastRowStandsAlone() {
        assertEquals("@\n@\n", AsciiPicture.text(new Picture(3, 1, 1, new float[] {1, 1, 1})));
    }

    @Test
    void coloursCountByTheirBrightness() {
        assertEquals("%.@\n", AsciiPicture.text(new Picture(1, 3, 3, new float[] {1, 1, 0, 0, 0, 1, 1, 1, 1})));
    }
}
