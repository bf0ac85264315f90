/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.List;
import java.util.Objects;

/**
 * A convolution of each channel by one filter of its own: what {@link Conv2D} is with as many filters and groups as the
 * input has channels. One bias per channel, then the activation. For more than one filter a channel, write a
 * {@link Conv2D} with groups.
 *
 * <p>Text form: {@code depthwise 3x3 relu}. Between kernel and activation may stand, in any order, {@code stride 2} or
 * {@code stride 2x1}, and {@code same} or {@code valid}.
 *
 * <p>See: Chollet, F. "Xception: Deep Learning with Depthwise Separable Convolutions", CVPR 2017.
 */
public final class DepthwiseConv2D implements LayerSpec, Convolution, Weighted {

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
    private DepthwiseConv2D() {}

    /**
     * Describes a depthwise convolution with stride 1 and padding {@link Padding#VALID}.
     *
     * @param kernelHeight the rows of the kernel, 1 to 1,024
     * @param kernelWidth the columns of the kernel, 1 to 1,024
     * @param activation the function applied to each output
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DepthwiseConv2D(int kernelHeight, int kernelWidth, Activation activation) {
        this(kernelHeight, kernelWidth, LayerOptions.of(Objects.requireNonNull(activation, "activation")));
    }

    private DepthwiseConv2D(int kernelHeight, int kernelWidth, LayerOptions options) {
        this.kernelHeight = KERNEL_HEIGHT.require(kernelHeight);
        this.kernelWidth = KERNEL_WIDTH.require(kernelWidth);
        this.activation = options.activation();
        this.activationParameter = options.parameter();
        this.initialiser = options.initialiser();
        this.l2 = options.l2();
        this.options = options;
    }

    private DepthwiseConv2D(DepthwiseConv2D other, LayerOptions options) {
        this(other.kernelHeight, other.kernelWidth, options);
        this.strideHeight = other.strideHeight;
        this.strideWidth = other.strideWidth;
        this.padding = other.padding;
    }

    /**
     * The same convolution with another stride.
     *
     * @param height the rows from one position of the kernel to the next, 1 to 1,024
     * @param width the columns from one position to the next, 1 to 1,024
     * @return the convolution
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DepthwiseConv2D withStride(int height, int width) {
        DepthwiseConv2D changed = new DepthwiseConv2D(this, options);
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
    public DepthwiseConv2D withPadding(Padding padding) {
        DepthwiseConv2D changed = new DepthwiseConv2D(this, options);
        changed.padding = Objects.requireNonNull(padding, "padding");
        return changed;
    }

    static DepthwiseConv2D read(Phrase phrase) {
        Extent kernel = phrase.extent("kernel", KERNEL_HEIGHT, KERNEL_WIDTH);
        Extent stride = phrase.extentAfter("stride", STRIDE_HEIGHT, STRIDE_WIDTH, Window.STEP_BY_ONE);
        Padding padding = phrase.option(Padding.words(), Padding.VALID);
        return new DepthwiseConv2D(kernel.height(), kernel.width(), LayerOptions.read(phrase))
                .withStride(stride.height(), stride.width())
                .withPadding(padding);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        KERNEL_HEIGHT.requireConfigured(kernelHeight);
        KERNEL_WIDTH.requireConfigured(kernelWidth);
        STRIDE_HEIGHT.requireConfigured(strideHeight);
        STRIDE_WIDTH.requireConfigured(strideWidth);
        options = LayerOptions.configured(activation, activationParameter, initialiser, l2);
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
    public int filters(int channels) {
        return channels;
    }

    @Override
    public int groups(int channels) {
        return channels;
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
    public DepthwiseConv2D withActivation(Activation function, double parameter) {
        return new DepthwiseConv2D(this, options.withActivation(function, parameter));
    }

    /**
     * The same layer with weights drawn in another way.
     *
     * @param distribution how the weights are drawn
     * @return a description that differs in this alone
     */
    public DepthwiseConv2D withInitialiser(Initialiser distribution) {
        return new DepthwiseConv2D(this, options.withInitialiser(distribution));
    }

    /**
     * The same layer with a penalty {@code λ·Σ weight²} on its weights, biases excepted.
     *
     * @param factor λ, 0 to 1
     * @return a description that differs in this alone
     * @throws IllegalArgumentException if the factor is out of its range
     */
    public DepthwiseConv2D withL2(double factor) {
        return new DepthwiseConv2D(this, options.withL2(factor));
    }

    @Override
    public String word() {
        return LayerWord.DEPTHWISE.word();
    }

    @Override
    public String text() {
        return word() + " " + kernel().text() + Window.strideText(stride(), Window.STEP_BY_ONE) + padding.suffix()
                + options.suffix();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        Extent positions = new Window(kernel(), stride(), padding).positionsOver(image, "kernel");
        return new ImageShape(positions.height(), positions.width(), image.channels());
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        int channels = imageOf(input).channels();
        return List.of(
                new ParameterShape(ParameterTensor.Role.WEIGHT, List.of(kernelHeight, kernelWidth, 1, channels)),
                new ParameterShape(ParameterTensor.Role.BIAS, List.of(channels)));
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
        return other instanceof DepthwiseConv2D that
                && kernelHeight == that.kernelHeight
                && kernelWidth == that.kernelWidth
                && strideHeight == that.strideHeight
                && strideWidth == that.strideWidth
                && padding == that.padding
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
