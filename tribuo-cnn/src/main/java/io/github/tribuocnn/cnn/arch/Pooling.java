/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.github.tribuocnn.cnn.text.Setting;
import java.util.List;
import java.util.Objects;

/**
 * What all layers that make one value of each window of each channel have in common.
 *
 * @param <P> the kind of pooling
 */
public abstract sealed class Pooling<P extends Pooling<P>> permits MaxPool2D, AveragePool2D {

    private static final Setting HEIGHT = new Setting("height", 1_024);
    private static final Setting WIDTH = new Setting("width", 1_024);
    private static final Setting STRIDE_HEIGHT = new Setting("strideHeight", 1_024);
    private static final Setting STRIDE_WIDTH = new Setting("strideWidth", 1_024);
    private static final int AS_WINDOW = 0;

    /** The stride of the window itself, whatever that is. */
    private static final Extent SIDE_BY_SIDE = new Extent(AS_WINDOW, AS_WINDOW);

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
    Pooling() {}

    Pooling(Window window) {
        this.height = window.size().height();
        this.width = window.size().width();
        this.strideHeight = window.stride().height();
        this.strideWidth = window.stride().width();
        this.padding = window.padding();
    }

    /** Windows that lie side by side inside the image. */
    static Window windowOf(int height, int width) {
        return new Window(new Extent(HEIGHT.require(height), WIDTH.require(width)), SIDE_BY_SIDE, Padding.VALID);
    }

    static Window readWindow(LayerPhrase phrase) {
        Extent size = phrase.extent("window", HEIGHT, WIDTH);
        Extent stride = phrase.extentAfter("stride", STRIDE_HEIGHT, STRIDE_WIDTH, size);
        Padding padding = phrase.option(Padding.words(), Padding.VALID);
        return new Window(size, stride.equals(size) ? SIDE_BY_SIDE : stride, padding);
    }

    /** The same layer with another window, whose stride may be left open. */
    abstract P with(Window changed);

    /** Checks what the configuration system has set. */
    final void configureWindow() {
        HEIGHT.requireConfigured(height);
        WIDTH.requireConfigured(width);
        STRIDE_HEIGHT.requireConfigured(strideHeight());
        STRIDE_WIDTH.requireConfigured(strideWidth());
    }

    /**
     * The same layer with another stride.
     *
     * @param height the rows from one window to the next, 1 to 1,024
     * @param width the columns from one window to the next, 1 to 1,024
     * @return the layer
     * @throws IllegalArgumentException if a number is out of its range
     */
    public final P withStride(int height, int width) {
        Extent stride = new Extent(STRIDE_HEIGHT.require(height), STRIDE_WIDTH.require(width));
        return with(new Window(size(), stride, padding));
    }

    /**
     * The same layer with another padding.
     *
     * @param padding what the window does at the edges
     * @return the layer
     */
    public final P withPadding(Padding padding) {
        Objects.requireNonNull(padding, "padding");
        return with(new Window(size(), new Extent(strideHeight, strideWidth), padding));
    }

    /**
     * The rows of the window.
     *
     * @return 1 to 1,024
     */
    public final int height() {
        return height;
    }

    /**
     * The columns of the window.
     *
     * @return 1 to 1,024
     */
    public final int width() {
        return width;
    }

    /**
     * The rows from one window to the next.
     *
     * @return 1 to 1,024
     */
    public final int strideHeight() {
        return strideHeight == AS_WINDOW ? height : strideHeight;
    }

    /**
     * The columns from one window to the next.
     *
     * @return 1 to 1,024
     */
    public final int strideWidth() {
        return strideWidth == AS_WINDOW ? width : strideWidth;
    }

    /**
     * What the window does at the edges.
     *
     * @return the padding
     */
    public final Padding padding() {
        return padding;
    }

    /**
     * The word that begins the layer's text form.
     *
     * @return for example {@code maxpool}
     */
    public abstract String word();

    /**
     * The canonical text form.
     *
     * @return what {@link Architecture#parse} reads back as an equal description
     */
    public final String text() {
        return word() + " " + size().shortText() + Window.strideText(window().stride(), size()) + padding.suffix();
    }

    /**
     * The shape of the output for one example.
     *
     * @param input the shape of the input
     * @return one value for each window of each channel
     * @throws IllegalArgumentException if no window fits, or the input is no image
     */
    public final ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        Extent positions = window().positionsOver(image, "pooling window");
        return new ImageShape(positions.height(), positions.width(), image.channels());
    }

    /**
     * Pooling has nothing to train.
     *
     * @param input the shape of the input
     * @return no tensors
     * @throws IllegalArgumentException if the input is no image
     */
    public final List<ParameterShape> parameters(Shape input) {
        imageOf(input);
        return List.of();
    }

    /**
     * How far windows reach beyond the input. What lies there counts neither as a maximum nor in an average.
     *
     * @param input the shape of the input
     * @return the border, none under {@link Padding#VALID}
     */
    public final Border border(ImageShape input) {
        return window().border(input);
    }

    private ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "put it before flatten");
    }

    private Extent size() {
        return new Extent(height, width);
    }

    private Window window() {
        return new Window(size(), new Extent(strideHeight(), strideWidth()), padding);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Pooling<?> that && getClass() == that.getClass() && window().equals(that.window());
    }

    // From the text, not the enum: the hash of an enum constant changes from run to run.
    @Override
    public final int hashCode() {
        return text().hashCode();
    }

    @Override
    public final String toString() {
        return text();
    }
}
