/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.List;

/**
 * The largest value of each window of each channel. Windows lie side by side: the stride is the window. Rows and columns
 * that do not fill a last window are left unused, so a window of 2 makes 5x5 of 11x11.
 *
 * <p>Text form: {@code maxpool 2}, or {@code maxpool 2x3} for height and width.
 */
public final class MaxPool2D implements LayerSpec {

    private static final Setting HEIGHT = new Setting("height", 1_024);
    private static final Setting WIDTH = new Setting("width", 1_024);

    @Config(mandatory = true, description = "Rows of the window and of its step, 1 to 1,024.")
    private int height;

    @Config(mandatory = true, description = "Columns of the window and of its step, 1 to 1,024.")
    private int width;

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
     * Describes a pooling layer.
     *
     * @param height the rows of the window, 1 to 1,024
     * @param width the columns of the window, 1 to 1,024
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MaxPool2D(int height, int width) {
        this.height = HEIGHT.require(height);
        this.width = WIDTH.require(width);
    }

    static MaxPool2D read(Phrase phrase) {
        Extent window = phrase.extent("window", HEIGHT, WIDTH);
        return new MaxPool2D(window.height(), window.width());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        HEIGHT.requireConfigured(height);
        WIDTH.requireConfigured(width);
    }

    /**
     * The rows of the window and of its step.
     *
     * @return 1 to 1,024
     */
    public int height() {
        return height;
    }

    /**
     * The columns of the window and of its step.
     *
     * @return 1 to 1,024
     */
    public int width() {
        return width;
    }

    @Override
    public String word() {
        return LayerWord.MAXPOOL.word();
    }

    @Override
    public String text() {
        return word() + " " + window().shortText();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        Extent positions = new Window(window(), window()).positionsOver(image, "pooling window");
        return new ImageShape(positions.height(), positions.width(), image.channels());
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        imageOf(input);
        return List.of();
    }

    private ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "put it before flatten");
    }

    private Extent window() {
        return new Extent(height, width);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaxPool2D that && height == that.height && width == that.width;
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
