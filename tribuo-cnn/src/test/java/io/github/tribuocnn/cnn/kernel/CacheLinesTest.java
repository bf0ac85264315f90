/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheLinesTest {

    private static final int FLOATS_OF_A_LINE = 16;

    @Test
    void roomsBeginAtCacheLinesOfLargeArraysAndArePagesApart() {
        List<CacheLines.Room> rooms = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        // enough to begin another array several times
        for (int i = 0; i < 400; i++) {
            int size = 1 + i * 7919 % 50_000;
            rooms.add(CacheLines.room(size));
            sizes.add(size);
        }

        int another = 0;
        for (int i = 0; i < rooms.size(); i++) {
            CacheLines.Room room = rooms.get(i);
            assertEquals(CacheLines.FIRST, room.first() % FLOATS_OF_A_LINE);
            assertTrue(room.array().length >= CacheLines.LARGE);
            assertTrue(room.first() + sizes.get(i) <= room.array().length);
            if (i > 0 && room.array() == rooms.get(i - 1).array()) {
                int end = rooms.get(i - 1).first() + sizes.get(i - 1);
                assertTrue(room.first() >= end + CacheLines.APART, "room " + i);
            } else {
                another++;
            }
        }
        assertTrue(another > 2 && another < rooms.size() / 4, another + " arrays");
    }

    @Test
    void roomForMoreThanALargeArrayHasAnArrayOfItsOwn() {
        int size = CacheLines.LARGE + 1;
        CacheLines.Room large = CacheLines.room(size);
        CacheLines.Room next = CacheLines.room(1);

        assertTrue(large.first() + size <= large.array().length);
        assertNotSame(large.array(), next.array());
    }

    @Test
    void fetchingAndClaimingLinesChangesNothing() {
        float[] array = new float[200];
        for (int i = 0; i < array.length; i++) {
            array[i] = Float.intBitsToFloat(0x7f800000 + i); // an infinity and NaNs
        }
        for (int to = 3; to <= array.length; to += 13) {
            CacheLines.fetch(array, 3, to);
            CacheLines.claim(array, 3, to);
        }
        for (int i = 0; i < array.length; i++) {
            assertEquals(0x7f800000 + i, Float.floatToRawIntBits(array[i]));
        }
    }

    @Test
    void roomIsEmpty() {
        CacheLines.Room room = CacheLines.room(1000);
        Arrays.fill(room.array(), room.first(), room.first() + 1000, 1f);

        CacheLines.Room other = CacheLines.room(1000);

        for (int i = 0; i < 1000; i++) {
            assertEquals(0f, other.array()[other.first() + i]);
        }
    }
}
