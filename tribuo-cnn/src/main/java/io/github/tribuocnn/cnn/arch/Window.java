/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/**
 * A window that slides over an image. It only takes positions where it lies wholly inside: rows and columns that do not
 * fill another step are left unused.
 *
 * @param size the size of the window
 * @param stride the step from one position to the next
 */
record Window(Extent size, Extent stride) {

    static final Extent STEP_BY_ONE = new Extent(1, 1);

    /**
     * Counts the positions of the window.
     *
     * @param name what messages call the window
     * @throws IllegalArgumentException if the window is larger than the image
     */
    Extent positionsOver(ImageShape image, String name) {
        if (size.height() > image.height() || size.width() > image.width()) {
            throw new IllegalArgumentException(Text.format(
                    "the %s %s is larger than the image; use at most %s, or shrink the image less before it",
                    size.text(), name, new Extent(image.height(), image.width()).text()));
        }
        return new Extent(
                (image.height() - size.height()) / stride.height() + 1,
                (image.width() - size.width()) / stride.width() + 1);
    }
}
