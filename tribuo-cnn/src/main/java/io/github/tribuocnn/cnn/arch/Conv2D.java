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
 * stand, in any order, {@code stride 2} or {@code stride 2x1}, {@code same} or {@code valid}, and {@code groups 4};
 * behind it an initialiser and an L2 factor, {@code conv 32 3x3 leaky_relu 0.2 he_normal l2 0.0001}.
 */
public final class Conv2D implements LayerSpec, Convolution, Weighted {

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

    @Config(description = "Slope of LEAKY_RELU or alpha of ELU; 0 for its usual value.")
    private double activationParameter;

    @Config(description = "How the weights are drawn before training.")
    private Initialiser initialiser = Initialiser.GLOROT_UNIFORM;

    @Config(description = "Factor of the penalty on the squares of the weights, 0 to 1.")
    private double l2;

    private LayerOptions options = LayerOptions.of(Activation.NONE);

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
        this(filters, kernelHeight, kernelWidth, LayerOptions.of(Objects.requireNonNull(activation, "activation")));
    }

    private Conv2D(int filters, int kernelHeight, int kernelWidth, LayerOptions options) {
        this.filters = FILTERS.require(filters);
        this.kernelHeight = KERNEL_HEIGHT.require(kernelHeight);
        this.kernelWidth = KERNEL_WIDTH.require(kernelWidth);
        this.activation = options.activation();
        this.activationParameter = options.parameter();
        this.initialiser = options.initialiser();
        this.l2 = options.l2();
        this.options = options;
    }

    private Conv2D(Conv2D other, LayerOptions options) {
        this(other.filters, other.kernelHeight, other.kernelWidth, options);
        this.strideHeight = other.strideHeight;
        this.strideWidth = other.strideWidth;
        this.padding = other.padding;
        this.groups = other.groups;
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
        Conv2D changed = new Conv2D(this, options);
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
        Conv2D changed = new Conv2D(this, options);
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
        Conv2D changed = new Conv2D(this, options);
        changed.groups = GROUPS.require(groups);
        return changed;
    }

    static Conv2D read(Phrase phrase) {
        int filters = phrase.number(FILTERS);
        Extent kernel = phrase.extent("kernel", KERNEL_HEIGHT, KERNEL_WIDTH);
        Extent stride = phrase.extentAfter("stride", STRIDE_HEIGHT, STRIDE_WIDTH, Window.STEP_BY_ONE);
        Padding padding = phrase.option(Padding.words(), Padding.VALID);
        int groups = phrase.numberAfter("groups", GROUPS, 1);
        return new Conv2D(filters, kernel.height(), kernel.width(), LayerOptions.read(phrase))
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
        options = LayerOptions.configured(activation, activationParameter, initialiser, l2);
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
    public double activationParameter() {
        return options.parameter();
    }

    @Override
    public Initialiser initialiser() {
        return options.initialiser();
    }

    @Override
    public double l2() {
        return options.l2();
    }

    /**
     * The same layer with another activation.
     *
     * @param function the function applied to each output
     * @param parameter its parameter: the slope of leaky ReLU, above 0 and up to 1; the alpha of ELU, above 0 and up to
     *     100; 0 for the usual one
     * @return a description that differs in this alone
     * @throws IllegalArgumentException if the parameter is out of its range
     */
    public Conv2D withActivation(Activation function, double parameter) {
        return new Conv2D(this, options.withActivation(function, parameter));
    }

    /**
     * The same layer with weights drawn in another way.
     *
     * @param distribution how the weights are drawn
     * @return a description that differs in this alone
     */
    public Conv2D withInitialiser(Initialiser distribution) {
        return new Conv2D(this, options.withInitialiser(distribution));
    }

    /**
     * The same layer with a penalty {@code λ·Σ weight²} on its weights, biases excepted.
     *
     * @param factor λ, 0 to 1
     * @return a description that differs in this alone
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public Conv2D withL2(double factor) {
        return new Conv2D(this, options.withL2(factor));
    }

    @Override
    public String word() {
        return LayerWord.CONV.word();
    }

    @Override
    public String text() {
        return word() + " " + filters + " " + kernel().text() + Window.strideText(stride(), Window.STEP_BY_ONE)
                + padding.suffix() + (groups == 1 ? "" : " groups " + groups) + options.suffix();
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
                && options.equals(that.options);
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
