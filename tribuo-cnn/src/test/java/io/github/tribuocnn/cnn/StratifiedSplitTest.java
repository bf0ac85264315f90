/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratifiedSplitTest {
    @ParameterizedTest
    @CsvSource({
        // images of each label, fraction, held out of each label
        "100 100 100, 0.1, 10 10 10",
        "5923 6742 5958 6131 5842 5421 5918 6265 5851 5949, 0.1, 592 674 596 613 584 542 592 627 585 595",
        // 3.4 + 3.3 + 3.3: one more goes to the largest remainder
        "34 33 33, 0.1, 4 3 3",
        // the last image of a label stays
        "1 1 8, 0.5, 0 0 5",
        "10 0 10, 0.25, 3 0 2",
        "2, 0.9, 1"
    })
    void holdsOutTheFractionOfEveryLabel(String counts, double fraction, String expected) {
        int[] ofLabel = numbers(counts);
        TrainingImagesOf images = new TrainingImagesOf(labels(ofLabel));

        StratifiedSplit split = StratifiedSplit.of(images.encoded(), ofLabel.length, fraction, 7);

        int[] held = new int[ofLabel.length];
        for (int index : split.validation()) {
            held[images.label(index)]++;
        }
        assertArrayEquals(numbers(expected), held);
        int[] all = IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, images.size()).toArray(), all);
        assertArrayEquals(IntStream.of(split.training()).sorted().toArray(), split.training());
        assertArrayEquals(IntStream.of(split.validation()).sorted().toArray(), split.validation());
    }

    @Test
    void theSeedDecidesWhichImagesAreHeldOut() {
        EncodedImages images = new TrainingImagesOf(labels(new int[] {50, 50})).encoded();

        int[] one = StratifiedSplit.of(images, 2, 0.2, 1).validation();

        assertArrayEquals(one, StratifiedSplit.of(images, 2, 0.2, 1).validation());
        assertFalse(Arrays.equals(one, StratifiedSplit.of(images, 2, 0.2, 2).validation()));
        assertEquals(20, one.length);
    }

    /** Images of nothing but labels. */
    private record TrainingImagesOf(int[] labels) {
        int size() {
            return labels.length;
        }

        int label(int index) {
            return labels[index];
        }

        EncodedImages encoded() {
            PixelValues.Collector pixels = new PixelValues.Collector();
            for (int i = 0; i < labels.length; i++) {
                pixels.add(new float[1]);
            }
            return new EncodedImages(new ImageShape(1, 1, 1), pixels.values(255f), labels, new float[labels.length]);
        }
    }

    private static int[] labels(int[] counts) {
        return IntStream.range(0, counts.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(counts[label]))
                .toArray();
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
