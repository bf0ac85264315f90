/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.github.tribuocnn.cnn.text.Setting;
import java.util.Objects;

/**
 * What all convolutions have in common. Between one position of the kernel and the next lies a stride.
 *
 * @param <C> the kind of convolution
 */
public abstract sealed class Convolution<C extends Convolution<C>> extends Weighted<C> permits Conv2D, DepthwiseConv2D {

    private static final Setting KERNEL_HEIGHT = new Setting("kernelHeight", 1_024);
    private static final Setting KERNEL_WIDTH = new Setting("kernelWidth", 1_024);
    private static final Setting STRIDE_HEIGHT = new Setting("strideHeight", 1_024);
    private static final Setting STRIDE_WIDTH = new Setting("strideWidth", 1_024);

    @Config(mandatory = true, description = "Rows of the kernel, 1 to 1,024.")
    private int kernelHeight;

    @Config(mandatory = true, description = "Columns of the kernel, 1 to 1,024.")
    private int kernelWidth;

    @Config(description = "Rows from one position of the kernel to the next, 1 to 1,024.")
    private int strideHeight = 1;

    @Config(description = "Columns from one position of the kernel to the next, 1 to 1,024.")
    private int strideWidth = 1;

    @Config(description = "VALID to keep the kernel inside the image, SAME to surround the image with zeros.")
    private Padding padding = Padding.VALID;

    /** For OLCUT. */
    Convolution() {}

    Convolution(Window window, LayerOptions options) {
        super(options);
        this.kernelHeight = window.size().height();
        this.kernelWidth = window.size().width();
        this.strideHeight = window.stride().height();
        this.strideWidth = window.stride().width();
        this.padding = window.padding();
    }

    /** A kernel that stays inside the image and goes by single steps. */
    static Window windowOf(int kernelHeight, int kernelWidth) {
        Extent kernel = new Extent(KERNEL_HEIGHT.require(kernelHeight), KERNEL_WIDTH.require(kernelWidth));
        return new Window(kernel, Window.STEP_BY_ONE, Padding.VALID);
    }

    static Window readWindow(LayerPhrase phrase) {
        Extent kernel = phrase.extent("kernel", KERNEL_HEIGHT, KERNEL_WIDTH);
        Extent stride = phrase.extentAfter("stride", STRIDE_HEIGHT, STRIDE_WIDTH, Window.STEP_BY_ONE);
        return new Window(kernel, stride, phrase.option(Padding.words(), Padding.VALID));
    }

    /** Checks what the configuration system has set. */
    final void configureWindow() {
        KERNEL_HEIGHT.requireConfigured(kernelHeight);
        KERNEL_WIDTH.requireConfigured(kernelWidth);
        STRIDE_HEIGHT.requireConfigured(strideHeight);
        STRIDE_WIDTH.requireConfigured(strideWidth);
    }

    /**
     * The same convolution with another stride.
     *
     * @param height the rows from one position of the kernel to the next, 1 to 1,024
     * @param width the columns from one position to the next, 1 to 1,024
     * @return the convolution
     * @throws IllegalArgumentException if a number is out of its range
     */
    public final C withStride(int height, int width) {
        Extent stride = new Extent(STRIDE_HEIGHT.require(height), STRIDE_WIDTH.require(width));
        return with(new Window(window().size(), stride, padding), options());
    }

    /**
     * The same convolution with another padding.
     *
     * @param padding what the kernel does at the edges
     * @return the convolution
     */
    public final C withPadding(Padding padding) {
        Objects.requireNonNull(padding, "padding");
        return with(new Window(window().size(), window().stride(), padding), options());
    }

    /** The same convolution with another window and other options. */
    abstract C with(Window changed, LayerOptions options);

    @Override
    final C with(LayerOptions changed) {
        return with(window(), changed);
    }

    /**
     * The rows of the kernel.
     *
     * @return 1 to 1,024
     */
    public final int kernelHeight() {
        return kernelHeight;
    }

    /**
     * The columns of the kernel.
     *
     * @return 1 to 1,024
     */
    public final int kernelWidth() {
        return kernelWidth;
    }

    /**
     * The rows from one position of the kernel to the next.
     *
     * @return 1 to 1,024
     */
    public final int strideHeight() {
        return strideHeight;
    }

    /**
     * The columns from one position of the kernel to the next.
     *
     * @return 1 to 1,024
     */
    public final int strideWidth() {
        return strideWidth;
    }

    /**
     * What the kernel does at the edges.
     *
     * @return the padding
     */
    public final Padding padding() {
        return padding;
    }

    /**
     * The number of filters, which is the number of channels of the output.
     *
     * @param channels the channels of the input
     * @return at least 1
     */
    public abstract int filters(int channels);

    /**
     * The number of groups that channels and filters are cut into; a filter sees the channels of its group alone.
     *
     * @param channels the channels of the input
     * @return 1 to the number of channels
     */
    public abstract int groups(int channels);

    /**
     * The word that begins the layer's text form.
     *
     * @return for example {@code conv}
     */
    public abstract String word();

    /**
     * The zeros around the input.
     *
     * @param input the shape of the input
     * @return the border, none under {@link Padding#VALID}
     */
    public final Border border(ImageShape input) {
        return window().border(input);
    }

    final Window window() {
        return new Window(new Extent(kernelHeight, kernelWidth), new Extent(strideHeight, strideWidth), padding);
    }

    /** The kernel, stride and padding in the text form. */
    final String windowText() {
        return window().size().text() + Window.strideText(window().stride(), Window.STEP_BY_ONE) + padding.suffix();
    }

    final ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "put it before flatten");
    }
}
