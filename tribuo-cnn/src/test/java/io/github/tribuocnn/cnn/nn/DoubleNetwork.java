/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.Padding;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.Pooling;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * An independent network in double precision, straight from the definitions and on the canonical parameters: the oracle
 * of the layer tests.
 */
final class DoubleNetwork {

    private final Architecture architecture;

    DoubleNetwork(Architecture architecture) {
        this.architecture = architecture;
    }

    double[] probabilities(double[] parameters, double[] image) {
        double[] values = activations(architecture.layers().size(), parameters, image);
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        double sum = 0;
        double[] probabilities = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            probabilities[i] = Math.exp(values[i] - max);
            sum += probabilities[i];
        }
        for (int i = 0; i < values.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** What the first {@code count} layers make of an image. */
    double[] activations(int count, double[] parameters, double[] image) {
        double[] values = image;
        for (int i = 0; i < count; i++) {
            values = layer(i, parameters, values);
        }
        return values;
    }

    double loss(double[] parameters, double[] image, int truth) {
        return -Math.log(probabilities(parameters, image)[truth]);
    }

    private double[] layer(int index, double[] parameters, double[] in) {
        LayerSpec spec = architecture.layers().get(index);
        if (spec instanceof Convolution convolution) {
            return convolve(index, convolution, parameters, in);
        }
        if (spec instanceof Pooling pool) {
            return pool(index, pool, in);
        }
        if (spec instanceof GlobalAveragePool2D) {
            return average(index, in);
        }
        if (spec instanceof Dense dense) {
            return dense(index, dense, parameters, in);
        }
        return in;
    }

    private List<ParameterTensor> tensors(int layer) {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.layer() == layer)
                .toList();
    }

    private double[] convolve(int index, Convolution spec, double[] parameters, double[] in) {
        ImageShape from = (ImageShape) architecture.inputShape(index);
        ImageShape to = (ImageShape) architecture.outputShape(index);
        int weight = tensors(index).get(0).offset();
        int bias = tensors(index).get(1).offset();
        int channels = from.channels() / spec.groups(from.channels());
        int filters = to.channels() / spec.groups(from.channels());
        double[] out = new double[to.size()];
        for (int i = 0; i < out.length; i++) {
            int k = i % to.channels();
            int top = i / to.channels() / to.width() * spec.strideHeight() - before(spec, from, true);
            int left = i / to.channels() % to.width() * spec.strideWidth() - before(spec, from, false);
            double sum = parameters[bias + k];
            for (int r = 0; r < spec.kernelHeight(); r++) {
                for (int s = 0; s < spec.kernelWidth(); s++) {
                    for (int c = 0; c < channels; c++) {
                        int w = ((r * spec.kernelWidth() + s) * channels + c) * to.channels() + k;
                        sum += pixel(from, in, top + r, left + s, k / filters * channels + c, 0)
                                * parameters[weight + w];
                    }
                }
            }
            out[i] = activate(spec.activation(), sum);
        }
        return out;
    }

    private static int before(Convolution spec, ImageShape image, boolean rows) {
        return rows
                ? before(spec.padding(), image.height(), spec.kernelHeight(), spec.strideHeight())
                : before(spec.padding(), image.width(), spec.kernelWidth(), spec.strideWidth());
    }

    /** TensorFlow's rule, in its own words: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2 */
    private static int before(Padding padding, int length, int window, int stride) {
        if (padding == Padding.VALID) {
            return 0;
        }
        int along = length % stride == 0 ? Math.max(window - stride, 0) : Math.max(window - length % stride, 0);
        return along / 2;
    }

    private static double pixel(ImageShape image, double[] values, int row, int column, int channel, double outside) {
        boolean inside = row >= 0 && row < image.height() && column >= 0 && column < image.width();
        return inside ? values[(row * image.width() + column) * image.channels() + channel] : outside;
    }

    private double[] pool(int index, Pooling spec, double[] in) {
        ImageShape from = (ImageShape) architecture.inputShape(index);
        ImageShape to = (ImageShape) architecture.outputShape(index);
        double[] out = new double[to.size()];
        for (int i = 0; i < out.length; i++) {
            int top = i / to.channels() / to.width() * spec.strideHeight()
                    - before(spec.padding(), from.height(), spec.height(), spec.strideHeight());
            int left = i / to.channels() % to.width() * spec.strideWidth()
                    - before(spec.padding(), from.width(), spec.width(), spec.strideWidth());
            DoubleSummaryStatistics window = new DoubleSummaryStatistics();
            for (int y = top; y < top + spec.height(); y++) {
                for (int x = left; x < left + spec.width(); x++) {
                    double value = pixel(from, in, y, x, i % to.channels(), Double.NaN);
                    if (!Double.isNaN(value)) {
                        window.accept(value);
                    }
                }
            }
            out[i] = spec instanceof MaxPool2D ? window.getMax() : window.getAverage();
        }
        return out;
    }

    private double[] average(int index, double[] in) {
        ImageShape from = (ImageShape) architecture.inputShape(index);
        double[] out = new double[from.channels()];
        for (int i = 0; i < in.length; i++) {
            out[i % out.length] += in[i] / (from.height() * from.width());
        }
        return out;
    }

    private double[] dense(int index, Dense spec, double[] parameters, double[] in) {
        int weight = tensors(index).get(0).offset();
        int bias = tensors(index).get(1).offset();
        double[] out = new double[spec.units()];
        for (int k = 0; k < spec.units(); k++) {
            double sum = parameters[bias + k];
            for (int i = 0; i < in.length; i++) {
                sum += in[i] * parameters[weight + i * spec.units() + k];
            }
            out[k] = activate(spec.activation(), sum);
        }
        return out;
    }

    private static double activate(Activation activation, double value) {
        return activation == Activation.RELU ? Math.max(0, value) : value;
    }
}
