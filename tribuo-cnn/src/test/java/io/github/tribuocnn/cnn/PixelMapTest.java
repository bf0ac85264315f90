/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.test.Helpers;

class PixelMapTest {
    private static final ImageShape TWO_BY_TWO = new ImageShape(2, 2, 1);
    private static final PixelNaming LINEAR = new LinearPixelNaming();

    @Test
    void pixelsAreFoundByNameAndNotById() {
        // Ids follow the order of the names: 0 is pixel 1, 1 is pixel 3.
        PixelMap map = PixelMap.of(TWO_BY_TWO, LINEAR, Helpers.mkFeatureMap("3", "1"));

        assertArrayEquals(new int[] {-1, 0, -1, 1}, map.featureOfPixel());
        assertFalse(map.isIdentity());
        assertTrue(PixelMap.of(TWO_BY_TWO, LINEAR, Helpers.mkFeatureMap("0", "1", "2", "3"))
                .isIdentity());
    }

    @Test
    void planesAreLaidOutChannelByChannel() {
        PixelMap map = PixelMap.of(
                new ImageShape(1, 2, 2),
                new LinearPixelNaming("", ChannelOrder.CHW, true),
                Helpers.mkFeatureMap("0", "1", "2", "3"));

        // Position (column, channel): (0,0) (0,1) (1,0) (1,1); its plane index is channel * 2 + column.
        assertArrayEquals(new int[] {0, 2, 1, 3}, map.featureOfPixel());
    }

    @Test
    void anExampleFillsItsPixelsAndClearsTheOthers() {
        PixelMap map = PixelMap.of(TWO_BY_TWO, LINEAR, Helpers.mkFeatureMap("1", "3"));
        float[] images = {9, 9, 9, 9, 9, 9};
        ArrayExample<Label> example =
                new ArrayExample<>(new Label("a"), new String[] {"0", "3", "stray"}, new double[] {5, 7, 8});

        // Pixel 0 is a pixel, but not of the domain the model was trained on.
        assertEquals(1, map.layOut(example, images, 1));
        assertArrayEquals(new float[] {9, 0, 0, 0, 7, 9}, images);
    }

    @Test
    void twoPixelsOfOneNameAreRefused() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> PixelMap.of(
                        new ImageShape(12, 12, 1),
                        new PatternPixelNaming("{row}{column}", 0),
                        Helpers.mkFeatureMap("00")));

        assertEquals(
                "PatternPixelNaming(pattern=\"{row}{column}\",first=0) names both pixel 22 and pixel 132 of a 12x12x1"
                        + " image '110'; every pixel needs a name of its own.",
                refusal.getMessage());
    }

    @Test
    void aRestoredMapIsTheSame() {
        ImmutableFeatureMap features = Helpers.mkFeatureMap("1", "3");
        int[] saved = PixelMap.of(TWO_BY_TWO, LINEAR, features).featureOfPixel();

        assertArrayEquals(saved, PixelMap.restore(saved, features).featureOfPixel());
    }

    @Test
    void imagesThatLookTooSmallAreWorthAWarning() {
        String[] tenByTen =
                IntStream.range(100, 200).mapToObj(Integer::toString).toArray(String[]::new);

        assertEquals(
                List.of("No example has a pixel below row 8 of 28. If the images are smaller than 28x28x1,"
                        + " give the architecture their size as its input."),
                warningsOf(() -> PixelMap.of(new ImageShape(28, 28, 1), LINEAR, Helpers.mkFeatureMap(tenByTen))));
        assertEquals(
                List.of(),
                warningsOf(() -> PixelMap.of(new ImageShape(28, 28, 1), LINEAR, Helpers.mkFeatureMap("700"))));
    }

    static List<String> warningsOf(Runnable action) {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                warnings.add(message.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.github.tribuocnn.cnn");
        boolean toParent = logger.getUseParentHandlers();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(toParent);
        }
        return warnings;
    }
}
