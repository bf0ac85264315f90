/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RealMnistTest {

    @Test
    void theTestImagesAreReadAsPublished() throws IOException {
        ImageSet set = RealMnist.test().read();

        assertEquals(List.of(10_000, 28, 28, 1), List.of(set.size(), set.height(), set.width(), set.channels()));
        assertEquals(
                List.of(7, 2, 1, 0, 4),
                IntStream.range(0, 5).mapToObj(set::label).toList());
        assertEquals(10, set.labelNames().size());
    }

    @Test
    void allSevenHundredAndEightyFourPixelsAreFeatures() throws IOException {
        IdxPair files = RealMnist.training();

        ImageDataset dataset = new ImageDataset(new IdxImageSource(files.images(), files.labels()));

        assertEquals(784, dataset.getFeatureIDMap().size());
        assertEquals(406, dataset.getFeatureIDMap().getID("406"));
        assertEquals(
                717,
                dataset.getFeatureIDMap().keySet().stream()
                        .filter(name -> dataset.getFeatureMap().get(name).getCount() > 0)
                        .count(),
                "pixels that are set in at least one image");
        assertEquals(10, dataset.getOutputInfo().size());
        assertEquals(60_000, dataset.getOutputIDInfo().getTotalObservations());
    }

    /** The simplest reader there is; a convolutional network reads far better. */
    @Test
    void mostRealDigitsLookLikeTheNearestSyntheticOne() throws IOException {
        ImageSet real = RealMnist.training().read().head(200);
        ImageSet synthetic = SyntheticDigits.images(1, 4_000);

        long right = IntStream.range(0, real.size())
                .parallel()
                .filter(i -> synthetic.label(nearest(real, i, synthetic)) == real.label(i))
                .count();

        assertTrue(right >= 0.82 * real.size(), right + " of " + real.size() + " real digits are read");
    }

    private static int nearest(ImageSet set, int index, ImageSet candidates) {
        byte[] image = new byte[set.imageBytes()];
        byte[] candidate = new byte[set.imageBytes()];
        set.copyPixels(index, image, 0);
        int nearest = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < candidates.size(); i++) {
            candidates.copyPixels(i, candidate, 0);
            int distance = 0;
            for (int p = 0; p < image.length; p++) {
                int difference = (image[p] & 0xff) - (candidate[p] & 0xff);
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }
}
