/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.ActivationLayer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.Border;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.DepthwiseConv2D;
import io.github.tribuocnn.cnn.arch.Dropout;
import io.github.tribuocnn.cnn.arch.Flatten;
import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Pooling;
import io.github.tribuocnn.cnn.arch.Residual;
import io.github.tribuocnn.cnn.arch.VectorShape;
import io.github.tribuocnn.cnn.arch.Weighted;
import io.github.tribuocnn.cnn.kernel.ConvolutionShape;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.PoolShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns layer descriptions into layers: joins a layer with the ReLU, and a convolution with the 2x2 pooling, that follow it, drops flatten
 * (images already lie flat), puts zeros around the images of a convolution that needs them, and gives each layer its place
 * in the packed parameter block.
 */
final class NetworkBuilder {

    private final Architecture architecture;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> sources = new ArrayList<>();

    /** All layers come to so far, those of residuals too; a layer's number is its index here. */
    private final List<PlacedLayer> places = new ArrayList<>();

    private int count;
    private boolean inputGradients;

    /** The layer that the next one reads, -1 for the images, and whether one on the way to it has parameters. */
    private int source = -1;

    private boolean learns;

    // the image as it reaches the next layer
    private int height;
    private int width;
    private int channels;
    private int pixelStride;
    private int parameters;
    private int state;
    private int dropouts;

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
        addAll(architecture.placed().subList(0, count));
        return new NetworkPlan(
                layers, names, sources, inputGradients, inputPixelStride, height * width, channels, pixelStride);
    }

    private void addAll(List<PlacedLayer> chain) {
        int first = places.size();
        places.addAll(chain);
        int end = first + chain.size();
        for (int i = first, next; i < end; i = next) {
            LayerSpec spec = places.get(i).layer();
            next = i + 1;
            if (next < end && Joint.rectifies(spec, places.get(next).layer())) {
                spec = (LayerSpec) ((Weighted<?>) spec).withActivation(Activation.RELU, 0);
                next++;
            }
            if (spec instanceof Convolution<?> convolution) {
                boolean pooled = next < end
                        && Joint.pools(convolution, channels, places.get(next).layer());
                addConvolution(i, convolution, pooled);
                next += pooled ? 1 : 0;
            } else if (spec instanceof Pooling<?> pool) {
                addPool(i, pool);
            } else if (spec instanceof GlobalAveragePool2D) {
                addGlobalPool(i);
            } else if (spec instanceof Dense dense) {
                addDense(i, dense);
            } else if (spec instanceof ActivationLayer layer) {
                addActivation(i, layer.activation(), layer.activationParameter());
            } else if (spec instanceof Dropout dropout) {
                addDropout(i, dropout);
            } else if (spec instanceof BatchNormalisation normalisation) {
                addNormalisation(i, normalisation);
            } else if (spec instanceof Residual) {
                addResidual(i);
            } else if (!(spec instanceof Flatten)) {
                throw new IllegalArgumentException("No layer runs " + spec.text());
            }
        }
    }

    /** First the way of the shortcut, then, from the same place, that of the body, and their sum. */
    private void addResidual(int number) {
        PlacedLayer residual = places.get(number);
        int from = source;
        boolean learned = learns;
        Form form = form();
        add(number, new ForkLayer(layers.size(), form.stride(), inputLearns()));
        addAll(residual.shortcut());
        int shortcut = source;
        Form shortcutForm = form();
        boolean shortcutLearns = learns;
        source = from;
        learns = learned;
        height = form.height();
        width = form.width();
        channels = form.channels();
        pixelStride = form.pixelStride();
        addAll(residual.body());
        add(
                number,
                new AddLayer(
                        layers.size(),
                        form(),
                        inputLearns(),
                        shortcut,
                        shortcutForm,
                        inputGradients || shortcutLearns));
        learns |= shortcutLearns;
    }

    private Form form() {
        return new Form(height, width, channels, pixelStride);
    }

    private void addConvolution(int number, Convolution<?> spec, boolean pooled) {
        addBorder(number, spec.border(new ImageShape(height, width, channels)));
        int groups = spec.groups(channels);
        int filters = spec.filters(channels);
        requireRoom(number, spec);
        ConvolutionShape shape = shape(spec, channels, filters);
        if (spec instanceof DepthwiseConv2D || (groups > 1 && groups == channels && groups == filters)) {
            shape = shape(spec, 1, filters);
            ConvolutionParameters tensors = parameters(number, shape, ConvolutionParameters.Layout.AS_PARAMETERS, 0);
            add(
                    number,
                    new DepthwiseConvolutionLayer(layers.size(), shape, tensors, Joint.rectified(spec), inputLearns()));
        } else if (groups > 1) {
            addGroups(number, spec, shape, groups);
        } else if (pooled) {
            ConvolutionParameters.Layout layout = pixelStride % Kernels.LANES == 0
                    ? ConvolutionParameters.Layout.BY_FILTER
                    : ConvolutionParameters.Layout.AS_PARAMETERS;
            ConvolutionParameters tensors = parameters(number, shape, layout, 0);
            add(number, new PooledConvolutionLayer(layers.size(), shape, tensors, inputLearns()));
        } else {
            ConvolutionParameters tensors = parameters(number, shape, ConvolutionParameters.Layout.AS_PARAMETERS, 0);
            add(number, new ConvolutionLayer(layers.size(), shape, tensors, Joint.rectified(spec), inputLearns()));
        }
        int step = pooled ? 2 : 1;
        height = shape.outHeight() / step;
        width = shape.outWidth() / step;
        channels = filters;
        pixelStride = shape.filterStride();
        addFurtherActivation(number, spec.activation(), spec.activationParameter());
    }

    /** Layers with weights apply ReLU themselves and leave the other functions to a layer behind them. */
    private void addFurtherActivation(int number, Activation activation, double parameter) {
        if (activation != Activation.NONE && activation != Activation.RELU) {
            addActivation(number, activation, parameter);
        }
    }

    private void addActivation(int number, Activation activation, double parameter) {
        add(number, new ElementwiseLayer(layers.size(), Nonlinearity.of(activation, parameter), form(), inputLearns()));
    }

    private void addDropout(int number, Dropout spec) {
        add(number, new DropoutLayer(layers.size(), dropouts++, spec.rate(), spec.isSpatial(), form(), inputLearns()));
    }

    /**
     * A vector is a single row, even where it still lies as the pixels of an image. The pixels of an image leave in whole
     * vectors, as every layer expects that a gradient is asked of.
     */
    private void addNormalisation(int number, BatchNormalisation spec) {
        boolean vector = places.get(number).input() instanceof VectorShape;
        int columns = vector ? height * width * pixelStride : pixelStride;
        int outColumns = vector ? columns : Kernels.padded(channels);
        state = ArraySize.of(
                state + 2L * BatchNormalisationLayer.width(columns), "The running averages up to " + name(number));
        add(
                number,
                new BatchNormalisationLayer(
                        layers.size(),
                        places.get(number).tensors(),
                        parameters,
                        state,
                        vector ? 1 : height * width,
                        columns,
                        outColumns,
                        channels,
                        pixelStride,
                        spec.momentum(),
                        spec.epsilon(),
                        inputLearns()));
        pixelStride = vector ? pixelStride : outColumns;
    }

    private void addBorder(int number, Border border) {
        if (border.equals(Border.NONE)) {
            return;
        }
        long tall = (long) border.top() + height + border.bottom();
        long wide = (long) border.left() + width + border.right();
        ArraySize.of(ArraySize.product(tall, wide, pixelStride), "The padded input of " + name(number));
        add(number, new BorderLayer(layers.size(), height, width, pixelStride, border, inputLearns()));
        height = (int) tall;
        width = (int) wide;
    }

    private void addGroups(int number, Convolution<?> spec, ConvolutionShape whole, int groups) {
        ConvolutionShape within = shape(spec, channels / groups, whole.filters() / groups);
        List<ConvolutionParameters> tensors = new ArrayList<>();
        int begin = parameters;
        for (int g = 0; g < groups; g++) {
            ConvolutionParameters group =
                    parameters(number, within, ConvolutionParameters.Layout.AS_PARAMETERS, g * within.filters());
            tensors.add(group);
            parameters = ArraySize.of((long) parameters + group.size(), "The weights up to " + name(number));
        }
        parameters = begin;
        add(
                number,
                new GroupedConvolutionLayer(
                        layers.size(), whole, within, tensors, Joint.rectified(spec), inputLearns()));
    }

    private ConvolutionShape shape(Convolution<?> spec, int ofChannels, int filters) {
        return new ConvolutionShape(
                height,
                width,
                ofChannels,
                pixelStride,
                spec.kernelHeight(),
                spec.kernelWidth(),
                filters,
                spec.strideHeight(),
                spec.strideWidth());
    }

    private ConvolutionParameters parameters(
            int number, ConvolutionShape shape, ConvolutionParameters.Layout layout, int firstFilter) {
        return new ConvolutionParameters(
                tensor(number, ParameterTensor.Role.WEIGHT),
                tensor(number, ParameterTensor.Role.BIAS),
                shape,
                layout,
                parameters,
                firstFilter);
    }

    private void addPool(int number, Pooling<?> spec) {
        ImageShape image = new ImageShape(height, width, channels);
        ImageShape pooled = spec.outputShape(image);
        Border border = spec.border(image);
        PoolShape shape = new PoolShape(
                height,
                width,
                pixelStride,
                spec.height(),
                spec.width(),
                spec.strideHeight(),
                spec.strideWidth(),
                border.top(),
                border.left(),
                pooled.height(),
                pooled.width());
        add(
                number,
                spec instanceof MaxPool2D
                        ? new MaxPoolLayer(layers.size(), shape, inputLearns())
                        : new AveragePoolLayer(layers.size(), shape, inputLearns()));
        height = pooled.height();
        width = pooled.width();
    }

    private void addGlobalPool(int number) {
        PoolShape shape = new PoolShape(height, width, pixelStride, height, width, 1, 1, 0, 0, 1, 1);
        add(number, new AveragePoolLayer(layers.size(), shape, inputLearns()));
        height = 1;
        width = 1;
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
                        Joint.rectified(spec),
                        inputLearns()));
        height = 1;
        width = 1;
        channels = spec.units();
        pixelStride = Kernels.padded(spec.units());
        addFurtherActivation(number, spec.activation(), spec.activationParameter());
    }

    /** Refuses a convolution whose offsets, padding included, can't be counted in ints. */
    private void requireRoom(int number, Convolution<?> spec) {
        long filters = Kernels.padded(spec.filters(channels));
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
        sources.add(source);
        source = layers.size() - 1;
        learns |= layer.parameterCount() > 0;
        parameters = ArraySize.of((long) parameters + layer.parameterCount(), "The weights up to " + name(number));
    }

    private String name(int number) {
        PlacedLayer place = places.get(number);
        return "layer " + place.label() + " (" + place.layer().text() + ")";
    }

    /** Whether a gradient with respect to the next layer's input is of use: to any layer below, or to the caller. */
    private boolean inputLearns() {
        return inputGradients || learns;
    }

    private ParameterTensor tensor(int number, ParameterTensor.Role role) {
        return places.get(number).tensor(role);
    }
}
