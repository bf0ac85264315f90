/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/**
 * The average of each window of each channel, over what of the window lies in the image: zeros around it are never
 * counted. Windows lie side by side unless a stride is given. With {@link Padding#VALID}, rows and columns that do not
 * fill a last window are left unused.
 *
 * <p>Text form: {@code avgpool 2}, or {@code avgpool 2x3} for height and width. Behind it may stand, in any order,
 * {@code stride 2} or {@code stride 2x1}, and {@code same} or {@code valid}.
 */
public final class AveragePool2D extends Pooling<AveragePool2D> implements LayerSpec {

    /** For OLCUT. */
    private AveragePool2D() {}

    /**
     * Describes a pooling layer with a square window.
     *
     * @param size the rows and columns of the window, 1 to 1,024
     * @throws IllegalArgumentException if the size is out of its range
     */
    public AveragePool2D(int size) {
        this(size, size);
    }

    /**
     * Describes a pooling layer whose windows lie side by side.
     *
     * @param height the rows of the window, 1 to 1,024
     * @param width the columns of the window, 1 to 1,024
     * @throws IllegalArgumentException if a number is out of its range
     */
    public AveragePool2D(int height, int width) {
        this(windowOf(height, width));
    }

    private AveragePool2D(Window window) {
        super(window);
    }

    @Override
    AveragePool2D with(Window changed) {
        return new AveragePool2D(changed);
    }

    static AveragePool2D read(LayerPhrase phrase) {
        return new AveragePool2D(readWindow(phrase));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        configureWindow();
    }

    @Override
    public String word() {
        return LayerWord.AVGPOOL.word();
    }
}
