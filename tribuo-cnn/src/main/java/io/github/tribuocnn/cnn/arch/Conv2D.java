/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.List;
import java.util.Objects;

/**
 * A two-dimensional convolution, as deep learning uses the word: the kernel is not flipped. Stride 1, no padding, one
 * bias per filter, then the activation. From {@code HxWxC} it makes {@code (H-kernelHeight+1)x(W-kernelWidth+1)xF}.
 *
 * <p>Text form: {@code conv 32 3x3 relu} ({@code conv 32 3 relu} is read as the same).
 */
public final class Conv2D implements LayerSpec {

    private static final Setting FILTERS = new Setting("filters", 65_536);
    private static final Setting KERNEL_HEIGHT = new Setting("kernelHeight", 1_024);
    private static final Setting KERNEL_WIDTH = new Setting("kernelWidth", 1_024);

    @Config(mandatory = true, description = "Number of filters, 1 to 65,536.")
    private int filters;

    @Config(mandatory = true, description = "Rows of the kernel, 1 to 1,024.")
    private int kernelHeight;

    @Config(mandatory = true, description = "Columns of the kernel, 1 to 1,024.")
    private int kernelWidth;

    @Config(description = "Function applied to each output.")
    private Activation activation = Activation.NONE;

    /** For OLCUT. */
    private Conv2D() {}

    /**
     * Describes a convolution.
     *
     * @param filters the number of filters, 1 to 65,536
     * @param kernelHeight the rows of the kernel, 1 to 1,024
     * @param kernelWidth the columns of the kernel, 1 to 1,024
     * @param activation the function applied to each output
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Conv2D(int filters, int kernelHeight, int kernelWidth, Activation activation) {
        this.filters = FILTERS.require(filters);
        this.kernelHeight = KERNEL_HEIGHT.require(kernelHeight);
        this.kernelWidth = KERNEL_WIDTH.require(kernelWidth);
        this.activation = Objects.requireNonNull(activation, "activation");
    }

    static Conv2D read(Phrase phrase) {
        int filters = phrase.number(FILTERS);
        Extent kernel = phrase.extent("kernel", KERNEL_HEIGHT, KERNEL_WIDTH);
        Activation activation = phrase.option(Activation.words(), Activation.NONE);
        return new Conv2D(filters, kernel.height(), kernel.width(), activation);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        FILTERS.requireConfigured(filters);
        KERNEL_HEIGHT.requireConfigured(kernelHeight);
        KERNEL_WIDTH.requireConfigured(kernelWidth);
    }

    /**
     * The number of filters, which is the number of channels of the output.
     *
     * @return 1 to 65,536
     */
    public int filters() {
        return filters;
    }

    /**
     * The rows of the kernel.
     *
     * @return 1 to 1,024
     */
    public int kernelHeight() {
        return kernelHeight;
    }

    /**
     * The columns of the kernel.
     *
     * @return 1 to 1,024
     */
    public int kernelWidth() {
        return kernelWidth;
    }

    /**
     * The function applied to each output.
     *
     * @return the activation
     */
    public Activation activation() {
        return activation;
    }

    @Override
    public String word() {
        return LayerWord.CONV.word();
    }

    @Override
    public String text() {
        return word() + " " + filters + " " + kernel().text() + activation.suffix();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        Extent positions = new Window(kernel(), Window.STEP_BY_ONE).positionsOver(image, "kernel");
        long most = Integer.MAX_VALUE / ((long) positions.height() * positions.width());
        if (filters > most) {
            throw new IllegalArgumentException(Text.format(
                    "the output %sx%d has more than %,d values; use at most %,d filters",
                    positions.text(), filters, Integer.MAX_VALUE, most));
        }
        return new ImageShape(positions.height(), positions.width(), filters);
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        int channels = imageOf(input).channels();
        return List.of(
                new ParameterShape(ParameterTensor.Role.WEIGHT, List.of(kernelHeight, kernelWidth, channels, filters)),
                new ParameterShape(ParameterTensor.Role.BIAS, List.of(filters)));
    }

    private ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "put it before flatten");
    }

    private Extent kernel() {
        return new Extent(kernelHeight, kernelWidth);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conv2D that
                && filters == that.filters
                && kernelHeight == that.kernelHeight
                && kernelWidth == that.kernelWidth
                && activation == that.activation;
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
