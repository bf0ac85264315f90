/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
    @Test
    void everyPatternComesBack() {
        for (int pattern = 0; pattern <= 0xFFFF; pattern++) {
            float value = HalfFloat.toFloat((short) pattern);
            if (Float.isNaN(value)) {
                assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.of(value))));
            } else {
                assertEquals((short) pattern, HalfFloat.of(value));
            }
        }
    }

    @Test
    void knownNumbersHaveTheirPatterns() {
        assertEquals(0x3C00, HalfFloat.of(1));
        assertEquals((short) 0xC000, HalfFloat.of(-2));
        assertEquals(0x7BFF, HalfFloat.of(HalfFloat.MAX));
        assertEquals(0x7C00, HalfFloat.of(65520));
        assertEquals(0x0001, HalfFloat.of(0x1p-24f));
        assertEquals(0x3555, HalfFloat.of(1 / 3f));
    }

    @Test
    void everyValueBecomesTheNearestAndTheEvenOneOfTwo() {
        for (int pattern = 0; pattern < 0x7BFF; pattern++) {
            float below = HalfFloat.toFloat((short) pattern);
            float above = HalfFloat.toFloat((short) (pattern + 1));
            float middle = (below + above) / 2;
            assertEquals((pattern & 1) == 0 ? pattern : pattern + 1, HalfFloat.of(middle));
            assertEquals(pattern, HalfFloat.of(Math.nextDown(middle)));
            assertEquals(pattern + 1, HalfFloat.of(Math.nextUp(middle)));
        }
    }
}
