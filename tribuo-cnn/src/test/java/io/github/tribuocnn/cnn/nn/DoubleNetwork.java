/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
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
        if (spec instanceof Conv2D convolution) {
            return convolve(index, convolution, parameters, in);
        }
        if (spec instanceof MaxPool2D pool) {
            return pool(index, pool, in);
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

    private double[] convolve(int index, Conv2D spec, double[] parameters, double[] in) {
        ImageShape from = (ImageShape) architecture.inputShape(index);
        ImageShape to = (ImageShape) architecture.outputShape(index);
        int weight = tensors(index).get(0).offset();
        int bias = tensors(index).get(1).offset();
        double[] out = new double[to.size()];
        for (int p = 0; p < to.height(); p++) {
            for (int q = 0; q < to.width(); q++) {
                for (int k = 0; k < spec.filters(); k++) {
                    double sum = parameters[bias + k];
                    for (int r = 0; r < spec.kernelHeight(); r++) {
                        for (int s = 0; s < spec.kernelWidth(); s++) {
                            for (int c = 0; c < from.channels(); c++) {
                                sum += in[((p + r) * from.width() + q + s) * from.channels() + c]
                                        * parameters[
                                                weight
                                                        + ((r * spec.kernelWidth() + s) * from.channels() + c)
                                                                * spec.filters()
                                                        + k];
                            }
                        }
                    }
                    out[(p * to.width() + q) * spec.filters() + k] = activate(spec.activation(), sum);
                }
            }
        }
        return out;
    }

    private double[] pool(int index, MaxPool2D spec, double[] in) {
        ImageShape from = (ImageShape) architecture.inputShape(index);
        ImageShape to = (ImageShape) architecture.outputShape(index);
        double[] out = new double[to.size()];
        for (int p = 0; p < to.height(); p++) {
            for (int q = 0; q < to.width(); q++) {
                for (int c = 0; c < to.channels(); c++) {
                    double max = Double.NEGATIVE_INFINITY;
                    for (int y = p * spec.height(); y < (p + 1) * spec.height(); y++) {
                        for (int x = q * spec.width(); x < (q + 1) * spec.width(); x++) {
                            max = Math.max(max, in[(y * from.width() + x) * from.channels() + c]);
                        }
                    }
                    out[(p * to.width() + q) * to.channels() + c] = max;
                }
            }
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
