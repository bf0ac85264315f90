/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Convolution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The weights of one filter of a convolution. Immutable. */
public final class LearnedFilter {
    private final int height;
    private final int width;
    private final int channels;
    private final float[] weights;

    /**
     * Takes the weights.
     *
     * @param height rows of the kernel, at least 1
     * @param width columns of the kernel, at least 1
     * @param channels input channels, at least 1
     * @param weights {@code height*width*channels} numbers in row, column, channel order; copied
     * @throws IllegalArgumentException if the array does not have the size
     */
    public LearnedFilter(int height, int width, int channels, float[] weights) {
        if (height < 1 || width < 1 || channels < 1 || weights.length != (long) height * width * channels) {
            throw new IllegalArgumentException("a filter of " + height + "x" + width + "x" + channels
                    + " needs that many weights and at least one, found " + weights.length);
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.weights = weights.clone();
    }

    /**
     * The filters of a network's first layer.
     *
     * @param architecture the network
     * @param weights its parameters in canonical order
     * @return the filters in order, none if the first layer is no convolution
     * @throws IllegalArgumentException if there are not as many weights as the network has parameters
     */
    public static List<LearnedFilter> ofFirstLayer(Architecture architecture, float[] weights) {
        if (weights.length != architecture.parameterCount()) {
            throw new IllegalArgumentException("the network has " + architecture.parameterCount()
                    + " parameters, found " + weights.length + " weights");
        }
        if (!(architecture.layers().get(0) instanceof Convolution<?>)) {
            return List.of();
        }
        List<Integer> kernel = architecture.tensors().get(0).dims();
        int channels = kernel.get(2);
        int filters = kernel.get(3);
        int size = kernel.get(0) * kernel.get(1) * channels;
        return IntStream.range(0, filters)
                .mapToObj(filter -> {
                    // The first tensor is the kernel, [row][column][channel][filter]: a filter is every filters-th.
                    var own = new float[size];
                    for (int i = 0; i < size; i++) {
                        own[i] = weights[i * filters + filter];
                    }
                    return new LearnedFilter(kernel.get(0), kernel.get(1), channels, own);
                })
                .toList();
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    int channels() {
        return channels;
    }

    float weight(int row, int column, int channel) {
        return weights[(row * width + column) * channels + channel];
    }

    /** The largest weight by size, the sign dropped. */
    float magnitude() {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearnedFilter that
                && height == that.height
                && width == that.width
                && channels == that.channels
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "LearnedFilter " + height + "x" + width + "x" + channels + " " + Arrays.toString(weights);
    }
}
