/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.List;
import java.util.Objects;

/**
 * The largest value of each window of each channel, the first of equals. Windows lie side by side unless a stride is
 * given. With {@link Padding#VALID}, rows and columns that do not fill a last window are left unused, so a window of 2
 * makes 5x5 of 11x11.
 *
 * <p>Text form: {@code maxpool 2}, or {@code maxpool 2x3} for height and width. Behind it may stand, in any order,
 * {@code stride 2} or {@code stride 2x1}, and {@code same} or {@code valid}.
 */
public final class MaxPool2D implements LayerSpec, Pooling {

    private static final Setting HEIGHT = new Setting("height", 1_024);
    private static final Setting WIDTH = new Setting("width", 1_024);
    private static final Setting STRIDE_HEIGHT = new Setting("strideHeight", 1_024);
    private static final Setting STRIDE_WIDTH = new Setting("strideWidth", 1_024);
    private static final int AS_WINDOW = 0;

    @Config(mandatory = true, description = "Rows of the window, 1 to 1,024.")
    private int height;

    @Config(mandatory = true, description = "Columns of the window, 1 to 1,024.")
    private int width;

    @Config(description = "Rows from one window to the next, 1 to 1,024; 0 for the rows of the window.")
    private int strideHeight = AS_WINDOW;

    @Config(description = "Columns from one window to the next, 1 to 1,024; 0 for the columns of the window.")
    private int strideWidth = AS_WINDOW;

    @Config(description = "VALID to keep the window inside the image, SAME to let it reach beyond.")
    private Padding padding = Padding.VALID;

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
        this.height = HEIGHT.require(height);
        this.width = WIDTH.require(width);
    }

    private MaxPool2D(MaxPool2D other) {
        this.height = other.height;
        this.width = other.width;
        this.strideHeight = other.strideHeight;
        this.strideWidth = other.strideWidth;
        this.padding = other.padding;
    }

    /**
     * The same layer with another stride.
     *
     * @param height the rows from one window to the next, 1 to 1,024
     * @param width the columns from one window to the next, 1 to 1,024
     * @return the layer
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MaxPool2D withStride(int height, int width) {
        MaxPool2D changed = new MaxPool2D(this);
        changed.strideHeight = STRIDE_HEIGHT.require(height);
        changed.strideWidth = STRIDE_WIDTH.require(width);
        return changed;
    }

    /**
     * The same layer with another padding.
     *
     * @param padding what the window does at the edges
     * @return the layer
     */
    public MaxPool2D withPadding(Padding padding) {
        MaxPool2D changed = new MaxPool2D(this);
        changed.padding = Objects.requireNonNull(padding, "padding");
        return changed;
    }

    static MaxPool2D read(Phrase phrase) {
        Extent window = phrase.extent("window", HEIGHT, WIDTH);
        Extent stride = phrase.extentAfter("stride", STRIDE_HEIGHT, STRIDE_WIDTH, window);
        Padding padding = phrase.option(Padding.words(), Padding.VALID);
        MaxPool2D layer = new MaxPool2D(window.height(), window.width()).withPadding(padding);
        return stride.equals(window) ? layer : layer.withStride(stride.height(), stride.width());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        HEIGHT.requireConfigured(height);
        WIDTH.requireConfigured(width);
        STRIDE_HEIGHT.requireConfigured(strideHeight());
        STRIDE_WIDTH.requireConfigured(strideWidth());
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int strideHeight() {
        return strideHeight == AS_WINDOW ? height : strideHeight;
    }

    @Override
    public int strideWidth() {
        return strideWidth == AS_WINDOW ? width : strideWidth;
    }

    @Override
    public Padding padding() {
        return padding;
    }

    @Override
    public String word() {
        return LayerWord.MAXPOOL.word();
    }

    @Override
    public String text() {
        return word() + " " + window().shortText() + Window.strideText(stride(), window()) + padding.suffix();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        Extent positions = new Window(window(), stride(), padding).positionsOver(image, "pooling window");
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

    private Extent stride() {
        return new Extent(strideHeight(), strideWidth());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaxPool2D that
                && window().equals(that.window())
                && stride().equals(that.stride())
                && padding == that.padding;
    }

    // From the text, not the enum: the hash of an enum constant changes from run to run.
    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
