/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.Flatten;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.ConvolutionShape;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns layer descriptions into layers: joins a convolution with the ReLU and 2x2 pooling that follow it, drops flatten
 * (images already lie flat), and gives each layer its place in the packed parameter block.
 */
final class NetworkBuilder {

    private final Architecture architecture;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int count;
    private boolean inputGradients;

    // the image as it reaches the next layer
    private int height;
    private int width;
    private int channels;
    private int pixelStride;
    private int parameters;

    NetworkBuilder(Architecture architecture) {
        this.architecture = architecture;
        this.count = architecture.layers().size();
        ImageShape input = architecture.input();
        this.height = input.height();
        this.width = input.width();
        this.channels = input.channels();
        this.pixelStride = input.channels();
    }

    /** Leaves out all layers but the first {@code layers}. */
    NetworkBuilder upTo(int layers) {
        count = layers;
        return this;
    }

    /**
     * Has the backward pass go on to the pixels. As between layers, that takes pixels of whole vectors.
     */
    NetworkBuilder withInputGradients() {
        inputGradients = true;
        pixelStride = Kernels.padded(channels);
        return this;
    }

    NetworkPlan build() {
        int inputPixelStride = pixelStride;
        ArraySize.of(ArraySize.product(height, width, pixelStride), "An image of " + architecture.input());
        List<LayerSpec> specs = architecture.layers().subList(0, count);
        for (int i = 0; i < specs.size(); i++) {
            LayerSpec spec = specs.get(i);
            if (spec instanceof Conv2D convolution) {
                boolean pooled = convolution.activation() == Activation.RELU
                        && i + 1 < specs.size()
                        && specs.get(i + 1) instanceof MaxPool2D pool
                        && pool.height() == 2
                        && pool.width() == 2;
                addConvolution(i, convolution, pooled);
                i += pooled ? 1 : 0;
            } else if (spec instanceof MaxPool2D pool) {
                addPool(i, pool);
            } else if (spec instanceof Dense dense) {
                addDense(i, dense);
            } else if (!(spec instanceof Flatten)) {
                throw new IllegalArgumentException("No layer runs " + spec.text());
            }
        }
        return new NetworkPlan(layers, names, inputGradients, inputPixelStride, height * width, channels, pixelStride);
    }

    private void addConvolution(int number, Conv2D spec, boolean pooled) {
        requireRoom(number, spec);
        ConvolutionShape shape = new ConvolutionShape(
                height, width, channels, pixelStride, spec.kernelHeight(), spec.kernelWidth(), spec.filters());
        ConvolutionParameters.Layout layout = pooled && pixelStride % Kernels.LANES == 0
                ? ConvolutionParameters.Layout.BY_FILTER
                : ConvolutionParameters.Layout.AS_PARAMETERS;
        ConvolutionParameters tensors = new ConvolutionParameters(
                tensor(number, ParameterTensor.Role.WEIGHT),
                tensor(number, ParameterTensor.Role.BIAS),
                shape,
                layout,
                parameters);
        add(
                number,
                pooled
                        ? new PooledConvolutionLayer(layers.size(), shape, tensors, inputLearns())
                        : new ConvolutionLayer(
                                layers.size(), shape, tensors, spec.activation() == Activation.RELU, inputLearns()));
        int step = pooled ? 2 : 1;
        height = shape.outHeight() / step;
        width = shape.outWidth() / step;
        channels = spec.filters();
        pixelStride = shape.filterStride();
    }

    private void addPool(int number, MaxPool2D spec) {
        add(
                number,
                new MaxPoolLayer(
                        layers.size(), height, width, pixelStride, spec.height(), spec.width(), inputLearns()));
        height /= spec.height();
        width /= spec.width();
    }

    private void addDense(int number, Dense spec) {
        ArraySize.of(
                (long) height * width * pixelStride + 1,
                Kernels.padded(spec.units()),
                "The weights of " + name(number));
        add(
                number,
                new DenseLayer(
                        layers.size(),
                        tensor(number, ParameterTensor.Role.WEIGHT),
                        tensor(number, ParameterTensor.Role.BIAS),
                        parameters,
                        height * width * pixelStride,
                        channels,
                        pixelStride,
                        spec.activation() == Activation.RELU,
                        inputLearns()));
        height = 1;
        width = 1;
        channels = spec.units();
        pixelStride = Kernels.padded(spec.units());
    }

    /** Refuses a convolution whose offsets, padding included, can't be counted in ints. */
    private void requireRoom(int number, Conv2D spec) {
        long filters = Kernels.padded(spec.filters());
        long borderedHeight = height + spec.kernelHeight() - 1L;
        long borderedWidth = width + spec.kernelWidth() - 1L;
        ArraySize.of(ArraySize.product(borderedHeight, borderedWidth, filters), "The output of " + name(number));
        ArraySize.of(
                ArraySize.product(channels * (long) spec.kernelHeight() * spec.kernelWidth() + 1, filters),
                "The weights of " + name(number));
    }

    private void add(int number, Layer layer) {
        layers.add(layer);
        names.add(name(number));
        parameters = ArraySize.of((long) parameters + layer.parameterCount(), "The weights up to " + name(number));
    }

    private String name(int number) {
        return "layer " + (number + 1) + " ("
                + architecture.layers().get(number).text() + ")";
    }

    /** Whether a gradient with respect to the next layer's input is of use: to any layer below, or to the caller. */
    private boolean inputLearns() {
        return inputGradients || parameters > 0;
    }

    private ParameterTensor tensor(int layer, ParameterTensor.Role role) {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.layer() == layer && tensor.role() == role)
                .findFirst()
                .orElseThrow();
    }
}
