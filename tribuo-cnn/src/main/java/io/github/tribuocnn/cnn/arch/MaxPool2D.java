/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/**
 * The largest value of each window of each channel, the first of equals. Windows lie side by side unless a stride is
 * given. With {@link Padding#VALID}, rows and columns that do not fill a last window are left unused, so a window of 2
 * makes 5x5 of 11x11.
 *
 * <p>Text form: {@code maxpool 2}, or {@code maxpool 2x3} for height and width. Behind it may stand, in any order,
 * {@code stride 2} or {@code stride 2x1}, and {@code same} or {@code valid}.
 */
public final class MaxPool2D extends Pooling<MaxPool2D> implements LayerSpec {

    /** For OLCUT. */
    private MaxPool2D() {}

    /**
     * Describes a pooling layer with a square window.
     *
     * @param size the rows and columns of the window, 1 to 1,024
     * @throws IllegalArgumentException if the size is out of its range
     */
    public MaxPool2D(int size) {
        this(size, size);
    }

    /**
     * Describes a pooling layer whose windows lie side by side.
     *
     * @param height the rows of the window, 1 to 1,024
     * @param width the columns of the window, 1 to 1,024
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MaxPool2D(int height, int width) {
        this(windowOf(height, width));
    }

    private MaxPool2D(Window window) {
        super(window);
    }

    @Override
    MaxPool2D with(Window changed) {
        return new MaxPool2D(changed);
    }

    static MaxPool2D read(LayerPhrase phrase) {
        return new MaxPool2D(readWindow(phrase));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        configureWindow();
    }

    @Override
    public String word() {
        return LayerWord.MAXPOOL.word();
    }
}
