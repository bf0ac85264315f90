/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SplitMix64Test {

    @Test
    void everyNumberBelowTheBoundComesAboutEquallyOften() {
        SplitMix64 random = new SplitMix64(1);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[random.nextInt(10)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 400);
        }
    }

    @Test
    void floatsFillTheUnitInterval() {
        SplitMix64 random = new SplitMix64(2);
        float largest = 0;
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            float next = random.nextFloat();
            assertTrue(next >= 0 && next < 1);
            largest = Math.max(largest, next);
            sum += next;
        }
        assertEquals(0.5, sum / 100_000, 0.005);
        assertTrue(largest > 0.9999);
    }

    @Test
    void purposesGiveUnrelatedSequencesAndSeedsTheSameAgain() {
        assertEquals(new SplitMix64(7, 1, 2).nextLong(), new SplitMix64(7, 1, 2).nextLong());
        assertNotEquals(new SplitMix64(7, 1, 2).nextLong(), new SplitMix64(7, 2, 1).nextLong());
        assertNotEquals(new SplitMix64(7, 1).nextLong(), new SplitMix64(8, 1).nextLong());
    }
}
