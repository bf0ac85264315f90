/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

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
public final class DepthwiseConv2D extends Convolution<DepthwiseConv2D> implements LayerSpec {

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
        this(windowOf(kernelHeight, kernelWidth), LayerOptions.of(Objects.requireNonNull(activation, "activation")));
    }

    private DepthwiseConv2D(Window window, LayerOptions options) {
        super(window, options);
    }

    @Override
    DepthwiseConv2D with(Window changed, LayerOptions options) {
        return new DepthwiseConv2D(changed, options);
    }

    static DepthwiseConv2D read(LayerPhrase phrase) {
        return new DepthwiseConv2D(readWindow(phrase), LayerOptions.read(phrase));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        configureWindow();
        configureOptions();
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
    public String word() {
        return LayerWord.DEPTHWISE.word();
    }

    @Override
    public String text() {
        return word() + " " + windowText() + options().suffix();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        Extent positions = window().positionsOver(image, "kernel");
        return new ImageShape(positions.height(), positions.width(), image.channels());
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        int channels = imageOf(input).channels();
        return List.of(
                new ParameterShape(ParameterTensor.Role.WEIGHT, List.of(kernelHeight(), kernelWidth(), 1, channels)),
                new ParameterShape(ParameterTensor.Role.BIAS, List.of(channels)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DepthwiseConv2D that
                && window().equals(that.window())
                && options().equals(that.options());
    }
}
