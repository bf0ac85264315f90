/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import java.util.List;

/** How the values of a colour image follow one another in a linear index. */
public enum ChannelOrder {
    /** Row, column, channel: the channels of one pixel stand together, as in most image files. */
    HWC,
    /** Channel, row, column: one whole plane after the other, as in CIFAR-10. */
    CHW;

    /** For each place of an image laid out channel by channel, the place of the same value pixel by pixel. */
    static int[] toChannelsFirst(ImageShape image) {
        int pixels = image.height() * image.width();
        int[] places = new int[image.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i % pixels * image.channels() + i / pixels;
        }
        return places;
    }

    /** Whether a dense layer comes before anything that minds the order of a vector's values. */
    static boolean isAbsorbed(List<PlacedLayer> following) {
        return following.stream()
                .map(PlacedLayer::layer)
                .dropWhile(LayerSpec::keepsOrder)
                .findFirst()
                .filter(Dense.class::isInstance)
                .isPresent();
    }
}
