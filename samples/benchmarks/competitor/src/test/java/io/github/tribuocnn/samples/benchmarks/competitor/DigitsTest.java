/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsTest {

    private static Digits random(int count) {
        byte[] pixels = new byte[count * Digits.PIXELS];
        new Random(7).nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % Digits.CLASSES);
        }
        return new Digits(pixels, labels);
    }

    @Test
    void comeBackFromTheirFile(@TempDir Path folder) throws IOException {
        Digits digits = random(13);
        digits.write(folder.resolve("some.digits"));

        Digits read = Digits.read(folder.resolve("some.digits"));

        assertArrayEquals(digits.pixels(), read.pixels());
        assertEquals(13, read.size());
        assertEquals(2, read.label(12));
    }

    @Test
    void arePixelsFromZeroToOneForNetworks() {
        byte[] pixels = new byte[2 * Digits.PIXELS];
        pixels[Digits.PIXELS] = (byte) 255;
        pixels[Digits.PIXELS + 1] = 51;
        Digits digits = new Digits(pixels, new byte[2]);

        float[] target = new float[Digits.PIXELS + 1];
        digits.copyPixels(1, target, 1);

        assertArrayEquals(new float[] {0f, 1f, 0.2f, 0f}, Arrays.copyOf(target, 4));
        assertEquals(255, digits.pixel(1, 0));
    }

    @Test
    void areVisitedInAnotherOrderEachEpochEachOnce() {
        Digits digits = random(100);
        int[] first = digits.shuffled(1);

        assertArrayEquals(
                IntStream.range(0, 100).toArray(), Arrays.stream(first).sorted().toArray());
        assertArrayEquals(first, digits.shuffled(1));
        assertNotEquals(Arrays.toString(first), Arrays.toString(digits.shuffled(2)));
    }

    @Test
    void haveALabelEach() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Digits(new byte[784], new byte[2]));

        assertEquals("784 pixels and 2 labels, expected at least one label and 784 pixels each", refusal.getMessage());
    }
}
