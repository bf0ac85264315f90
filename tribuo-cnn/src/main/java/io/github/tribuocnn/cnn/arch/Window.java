/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/**
 * A window that slides over an image.
 *
 * @param size the size of the window
 * @param stride the step from one position to the next
 * @param padding what it does at the edges
 */
record Window(Extent size, Extent stride, Padding padding) {

    static final Extent STEP_BY_ONE = new Extent(1, 1);

    /**
     * Counts the positions of the window.
     *
     * @param name what messages call the window
     * @throws IllegalArgumentException if the window has to lie inside the image and is larger
     */
    Extent positionsOver(ImageShape image, String name) {
        if (padding == Padding.VALID && (size.height() > image.height() || size.width() > image.width())) {
            throw new IllegalArgumentException(Text.format(
                    "the %s %s is larger than the image; use at most %s, or shrink the image less before it",
                    size.text(), name, new Extent(image.height(), image.width()).text()));
        }
        return new Extent(
                positions(image.height(), size.height(), stride.height()),
                positions(image.width(), size.width(), stride.width()));
    }

    /** How far the window reaches beyond an image it can slide over. */
    Border border(ImageShape image) {
        if (padding == Padding.VALID) {
            return Border.NONE;
        }
        int rows = missing(image.height(), size.height(), stride.height());
        int columns = missing(image.width(), size.width(), stride.width());
        return new Border(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
    }

    private int positions(int length, int window, int step) {
        return padding == Padding.SAME ? (length - 1) / step + 1 : (length - window) / step + 1;
    }

    private int missing(int length, int window, int step) {
        return Math.max(0, (positions(length, window, step) - 1) * step + window - length);
    }

    /** How the step is written behind a layer's size: nothing for the usual one. */
    static String strideText(Extent stride, Extent usual) {
        return stride.equals(usual) ? "" : " stride " + stride.shortText();
    }
}
