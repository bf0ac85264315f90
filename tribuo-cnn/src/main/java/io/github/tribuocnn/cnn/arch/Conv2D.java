/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.github.tribuocnn.cnn.text.Setting;
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
public final class Conv2D extends Convolution<Conv2D> implements LayerSpec {

    private static final Setting FILTERS = new Setting("filters", 65_536);
    private static final Setting GROUPS = new Setting("groups", 65_536);

    @Config(mandatory = true, description = "Number of filters, 1 to 65,536.")
    private int filters;

    @Config(description = "Runs that channels and filters are cut into, a divisor of both; 1 to connect all with all.")
    private int groups = 1;

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
        this(
                filters,
                windowOf(kernelHeight, kernelWidth),
                1,
                LayerOptions.of(Objects.requireNonNull(activation, "activation")));
    }

    private Conv2D(int filters, Window window, int groups, LayerOptions options) {
        super(window, options);
        this.filters = FILTERS.require(filters);
        this.groups = groups;
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
        return new Conv2D(filters, window(), GROUPS.require(groups), options());
    }

    @Override
    Conv2D with(Window changed, LayerOptions options) {
        return new Conv2D(filters, changed, groups, options);
    }

    static Conv2D read(LayerPhrase phrase) {
        int filters = phrase.number(FILTERS);
        Window window = readWindow(phrase);
        int groups = phrase.numberAfter("groups", GROUPS, 1);
        return new Conv2D(filters, window, groups, LayerOptions.read(phrase));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        FILTERS.requireConfigured(filters);
        configureWindow();
        GROUPS.requireConfigured(groups);
        configureOptions();
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
    public String word() {
        return LayerWord.CONV.word();
    }

    @Override
    public String text() {
        return word() + " " + filters + " " + windowText() + (groups == 1 ? "" : " groups " + groups)
                + options().suffix();
    }

    @Override
    public ImageShape outputShape(Shape input) {
        ImageShape image = imageOf(input);
        requireGroups(image.channels());
        Extent positions = window().positionsOver(image, "kernel");
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
                        ParameterTensor.Role.WEIGHT,
                        List.of(kernelHeight(), kernelWidth(), channels / groups, filters)),
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Conv2D that
                && filters == that.filters
                && window().equals(that.window())
                && groups == that.groups
                && options().equals(that.options());
    }
}
