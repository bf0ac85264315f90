/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.ActivationLayer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.Padding;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Pooling;
import io.github.tribuocnn.cnn.arch.Residual;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.StatUtils;

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
        return softmax(activations(architecture.layers().size(), parameters, image));
    }

    private static double[] softmax(double[] values) {
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
            values = layer(architecture.placed().get(i), parameters, values);
        }
        return values;
    }

    /** The mean loss of a batch that is learned from: batch normalisation takes mean and variance from the batch itself. */
    double learningLoss(double[] parameters, double[][] images, int[] truths) {
        double[][] values = learningChain(architecture.placed(), parameters, images);
        double loss = 0;
        for (int n = 0; n < values.length; n++) {
            loss -= Math.log(softmax(values[n])[truths[n]]);
        }
        return loss / values.length;
    }

    private double[][] learningChain(List<PlacedLayer> chain, double[] parameters, double[][] in) {
        double[][] values = in;
        for (PlacedLayer place : chain) {
            double[][] from = values;
            if (place.layer() instanceof BatchNormalisation spec) {
                values = normaliseBatch(place, spec, parameters, from);
            } else if (place.layer() instanceof Residual) {
                double[][] body = learningChain(place.body(), parameters, from);
                double[][] shortcut = learningChain(place.shortcut(), parameters, from);
                values = IntStream.range(0, from.length)
                        .mapToObj(n -> sum(body[n], shortcut[n]))
                        .toArray(double[][]::new);
            } else {
                values = Arrays.stream(from)
                        .map(image -> layer(place, parameters, image))
                        .toArray(double[][]::new);
            }
        }
        return values;
    }

    private static double[] sum(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] + right[i])
                .toArray();
    }

    private double[] chain(List<PlacedLayer> chain, double[] parameters, double[] in) {
        double[] values = in;
        for (PlacedLayer place : chain) {
            values = layer(place, parameters, values);
        }
        return values;
    }

    private double[][] normaliseBatch(PlacedLayer place, BatchNormalisation spec, double[] parameters, double[][] in) {
        int channels = place.tensors().get(0).length();
        double[] replaced = parameters.clone();
        for (int c = 0; c < channels; c++) {
            int channel = c;
            double[] values = Arrays.stream(in)
                    .flatMapToDouble(image -> IntStream.iterate(channel, i -> i < image.length, i -> i + channels)
                            .mapToDouble(i -> image[i]))
                    .toArray();
            replaced[place.tensors().get(2).offset() + c] = StatUtils.mean(values);
            replaced[place.tensors().get(3).offset() + c] = StatUtils.populationVariance(values);
        }
        return Arrays.stream(in)
                .map(image -> normalise(place, spec, replaced, image))
                .toArray(double[][]::new);
    }

    private double[] normalise(PlacedLayer place, BatchNormalisation spec, double[] parameters, double[] in) {
        List<ParameterTensor> own = place.tensors();
        int channels = own.get(0).length();
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            int c = i % channels;
            double deviation = Math.sqrt(parameters[own.get(3).offset() + c] + spec.epsilon());
            double normalised = (in[i] - parameters[own.get(2).offset() + c]) / deviation;
            out[i] = parameters[own.get(0).offset() + c] * normalised
                    + parameters[own.get(1).offset() + c];
        }
        return out;
    }

    double loss(double[] parameters, double[] image, int truth) {
        return -Math.log(probabilities(parameters, image)[truth]);
    }

    private double[] layer(PlacedLayer place, double[] parameters, double[] in) {
        LayerSpec spec = place.layer();
        if (spec instanceof Convolution<?> convolution) {
            return convolve(place, convolution, parameters, in);
        }
        if (spec instanceof Pooling<?> pool) {
            return pool(place, pool, in);
        }
        if (spec instanceof GlobalAveragePool2D) {
            return average(place, in);
        }
        if (spec instanceof Residual) {
            return sum(chain(place.body(), parameters, in), chain(place.shortcut(), parameters, in));
        }
        if (spec instanceof BatchNormalisation normalisation) {
            return normalise(place, normalisation, parameters, in);
        }
        if (spec instanceof ActivationLayer layer) {
            return Arrays.stream(in)
                    .map(x -> activate(layer.activation(), layer.activationParameter(), x))
                    .toArray();
        }
        if (spec instanceof Dense dense) {
            return dense(place, dense, parameters, in);
        }
        return in;
    }

    private double[] convolve(PlacedLayer place, Convolution<?> spec, double[] parameters, double[] in) {
        ImageShape from = (ImageShape) place.input();
        ImageShape to = (ImageShape) place.output();
        int weight = place.tensors().get(0).offset();
        int bias = place.tensors().get(1).offset();
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
            out[i] = activate(spec.activation(), spec.activationParameter(), sum);
        }
        return out;
    }

    private static int before(Convolution<?> spec, ImageShape image, boolean rows) {
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

    private double[] pool(PlacedLayer place, Pooling<?> spec, double[] in) {
        ImageShape from = (ImageShape) place.input();
        ImageShape to = (ImageShape) place.output();
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

    private double[] average(PlacedLayer place, double[] in) {
        ImageShape from = (ImageShape) place.input();
        double[] out = new double[from.channels()];
        for (int i = 0; i < in.length; i++) {
            out[i % out.length] += in[i] / (from.height() * from.width());
        }
        return out;
    }

    private double[] dense(PlacedLayer place, Dense spec, double[] parameters, double[] in) {
        int weight = place.tensors().get(0).offset();
        int bias = place.tensors().get(1).offset();
        double[] out = new double[spec.units()];
        for (int k = 0; k < spec.units(); k++) {
            double sum = parameters[bias + k];
            for (int i = 0; i < in.length; i++) {
                sum += in[i] * parameters[weight + i * spec.units() + k];
            }
            out[k] = activate(spec.activation(), spec.activationParameter(), sum);
        }
        return out;
    }

    static double activate(Activation activation, double parameter, double x) {
        return switch (activation) {
            case NONE -> x;
            case RELU -> Math.max(0, x);
            case LEAKY_RELU -> x > 0 ? x : parameter * x;
            case ELU -> x > 0 ? x : parameter * Math.expm1(x);
            case GELU -> x * 0.5 * Erf.erfc(-x / Math.sqrt(2));
            case SILU -> x / (1 + Math.exp(-x));
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
        };
    }
}
