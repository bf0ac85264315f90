/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/**
 * A two-dimensional convolution, as deep learning uses the word: the kernel is not flipped. One bias per filter, then the
 * activation. With stride 1 and {@link Padding#VALID} it makes {@code (H-kernelHeight+1)x(W-kernelWidth+1)xF} of
 * {@code HxWxC}.
 *
 * <p>With groups, the channels and the filters are cut into that many runs of equal length, and the filters of a run see
 * the channels of the same run alone.
 *
 * <p>Text form: {@code conv 32 3x3 relu} ({@code conv 32 3 relu} is read as the same). Between kernel and activation may
 * stand, in any order, {@code stride 2} or {@code stride 2x1}, {@code same} or {@code valid}, and {@code groups 4}.
 */
public final class Conv2D implements LayerSpec, Convolution {

    private static final Setting FILTERS = new Setting("filters", 65_536);
    private static final Setting KERNEL_HEIGHT = new Setting("kernelHeight", 1_024);
    private static final Setting KERNEL_WIDTH = new Setting("kernelWidth", 1_024);
    private static final Setting STRIDE_HEIGHT = new Setting("strideHeight", 1_024);
    private static final Setting STRIDE_WIDTH = new Setting("strideWidth", 1_024);
    private static final Setting GROUPS = new Setting("groups", 65_536);

    @Config(mandatory = true, description = "Number of filters, 1 to 65,536.")
    private int filters;

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

    @Config(description = "Runs that channels and filters are cut into, a divisor of both; 1 to connect all with all.")
    private int groups = 1;

    @Config(description = "Function applied to each output.")
    private Activation activation = Activation.NONE;

    /** For OLCUT. */
    private Conv2D() {}

    /**
     * Describes a convolution with stride 1, padding {@link Padding#VALID} and one group.
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

    private Conv2D(Conv2D other) {
        this.filters = other.filters;
        this.kernelHeight = other.kernelHeight;
        this.kernelWidth = other.kernelWidth;
        this.strideHeight = other.strideHeight;
        this.strideWidth = other.strideWidth;
        this.padding = other.padding;
        this.groups = other.groups;
        this.activation = other.activation;
    }

    /**
     * The same convolution with another stride.
     *
     * @param height the rows from one position of the kernel to the next, 1 to 1,024
     * @param width the columns from one position to the next, 1 to 1,024
     * @return the convolution
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Conv2D withStride(int height, int width) {
        Conv2D changed = new Conv2D(this);
        changed.strideHeight = STRIDE_HEIGHT.require(height);
        changed.strideWidth = STRIDE_WIDTH.require(width);
        return changed;
    }

    /**
     * The same convolution with another padding.
     *
     * @param padding what the kernel does at the edges
     * @return the convolution
     */
    public Conv2D withPadding(Padding padding) {
        Conv2D changed = new Conv2D(this);
        changed.padding = Objects.requireNonNull(padding, "padding");
        return changed;
    }

    /**
     * The same convolution with another number of groups. It must divide the filters and the channels of the input, which
     * is checked when the layer gets its place in an {@link Architecture}.
     *
     * @param groups the number of groups, 1 to 65,536
     * @return the convolution
     * @throws IllegalArgumentException if the number is out of its range
     */
    public Conv2D withGroups(int groups) {
        Conv2D changed = new Conv2D(this);
        changed.groups = GROUPS.require(groups);
        return changed;
    }

    static Conv2D read(Phrase phrase) {
        int filters = phrase.number(FILTERS);
        Extent kernel = phrase.extent("kernel", KERNEL_HEIGHT, KERNEL_WIDTH);
        Extent stride = phrase.extentAfter("stride", STRIDE_HEIGHT, STRIDE_WIDTH, Window.STEP_BY_ONE);
        Padding padding = phrase.option(Padding.words(), Padding.VALID);
        int groups = phrase.numberAfter("groups", GROUPS, 1);
        Activation activation = phrase.option(Activation.words(), Activation.NONE);
        return new Conv2D(filters, kernel.height(), kernel.width(), activation)
                .withStride(stride.height(), stride.width())
                .withPadding(padding)
                .withGroups(groups);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        FILTERS.requireConfigured(filters);
        KERNEL_HEIGHT.requireConfigured(kernelHeight);
        KERNEL_WIDTH.requireConfigured(kernelWidth);
        STRIDE_HEIGHT.requireConfigured(strideHeight);
        STRIDE_WIDTH.requireConfigured(strideWidth);
        GROUPS.requireConfigured(groups);
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
     * The number of groups.
     *
     * @return 1 to 65,536
     */
    public int groups() {
        return groups;
    }

    @Override
    public int filters(int channels) {
        return filters;
    }

    @Override
    public int groups(int channels) {
        return groups;
    }

    @Override
    public int kernelHeight() {
        return kernelHeight;
    }

    @Override
    public int kernelWidth() {
        return kernelWidth;
    }

    @Override
    public int strideHeight() {
        return strideHeight;
    }

    @Override
    public int strideWidth() {
        return strideWidth;
    }

    @Override
    public Padding padding() {
        return padding;
    }

    @Override
    public Activation activation() {
        return activation;
    }

    @Override
    public String word() {
        return LayerWord.CONV.word();
    }

    @Override
    public String text() {
        return word() + " " + filters + " " + kernel().text() + Window.strideText(stride(), Window.STEP_BY_ONE)
                + padding.suffix() + (groups == 1 ? "" : " groups " + groups) + activation.suffix();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        requireGroups(image.channels());
        Extent positions = new Window(kernel(), stride(), padding).positionsOver(image, "kernel");
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
                new ParameterShape(
                        ParameterTensor.Role.WEIGHT, List.of(kernelHeight, kernelWidth, channels / groups, filters)),
                new ParameterShape(ParameterTensor.Role.BIAS, List.of(filters)));
    }

    private void requireGroups(int channels) {
        if (channels % groups != 0 || filters % groups != 0) {
            int most = BigInteger.valueOf(channels)
                    .gcd(BigInteger.valueOf(filters))
                    .intValue();
            throw new IllegalArgumentException(Text.format(
                    "groups must divide the %,d channels of the input and the %,d filters, but is %,d; use %s",
                    channels, filters, groups, most == 1 ? "1" : most + " or a divisor of it"));
        }
    }

    private ImageShape imageOf(Shape input) {
        return ImageShape.require(input, word(), "put it before flatten");
    }

    private Extent kernel() {
        return new Extent(kernelHeight, kernelWidth);
    }

    private Extent stride() {
        return new Extent(strideHeight, strideWidth);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conv2D that
                && filters == that.filters
                && kernelHeight == that.kernelHeight
                && kernelWidth == that.kernelWidth
                && strideHeight == that.strideHeight
                && strideWidth == that.strideWidth
                && padding == that.padding
                && groups == that.groups
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
