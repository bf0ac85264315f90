/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.ActivationLayer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.Border;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.Pooling;
import java.util.List;

/** The forward pass as the textbook writes it, in double precision and channels last: shares no code with the library. */
final class NaiveNetwork implements ProbabilityModel {
    private final Architecture architecture;
    private final float[] weights;
    private final List<String> labels;

    NaiveNetwork(Architecture architecture, float[] weights, List<String> labels) {
        this.architecture = architecture;
        this.weights = weights;
        this.labels = labels;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public void probabilities(float[] images, int count, float[] probabilities) {
        int size = architecture.input().size();
        for (int n = 0; n < count; n++) {
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = images[n * size + i];
            }
            double[] row = softmax(forward(values));
            for (int i = 0; i < row.length; i++) {
                probabilities[n * row.length + i] = (float) row[i];
            }
        }
    }

    private double[] forward(double[] image) {
        double[] values = image;
        int offset = 0;
        for (int i = 0; i < architecture.layers().size(); i++) {
            LayerSpec layer = architecture.layers().get(i);
            if (layer instanceof Convolution<?> conv) {
                ImageShape in = (ImageShape) architecture.inputShape(i);
                ImageShape out = (ImageShape) architecture.outputShape(i);
                values = activate(conv(conv, in, out, values, offset), conv.activation(), conv.activationParameter());
                int channels = in.channels() / conv.groups(in.channels());
                offset += (conv.kernelHeight() * conv.kernelWidth() * channels + 1) * out.channels();
            } else if (layer instanceof Pooling<?> pool) {
                values = pool(
                        pool,
                        (ImageShape) architecture.inputShape(i),
                        (ImageShape) architecture.outputShape(i),
                        values);
            } else if (layer instanceof GlobalAveragePool2D) {
                values = globalAverage((ImageShape) architecture.inputShape(i), values);
            } else if (layer instanceof Dense dense) {
                values =
                        activate(dense(dense.units(), values, offset), dense.activation(), dense.activationParameter());
                offset += (architecture.inputShape(i).size() + 1) * dense.units();
            } else if (layer instanceof BatchNormalisation normalisation) {
                int channels =
                        architecture.inputShape(i) instanceof ImageShape shape ? shape.channels() : values.length;
                values = normalise(values, offset, channels, normalisation.epsilon());
                offset += 4 * channels;
            } else if (layer instanceof ActivationLayer function) {
                values = activate(values.clone(), function.activation(), function.activationParameter());
            }
        }
        return values;
    }

    private double[] conv(Convolution<?> conv, ImageShape in, ImageShape to, double[] x, int offset) {
        int groups = conv.groups(in.channels());
        int channels = in.channels() / groups;
        int filters = to.channels();
        Border border = conv.border(in);
        int bias = offset + conv.kernelHeight() * conv.kernelWidth() * channels * filters;
        double[] out = new double[to.size()];
        for (int i = 0; i < out.length; i++) {
            int k = i % filters;
            int group = k / (filters / groups);
            double sum = weights[bias + k];
            for (int r = 0; r < conv.kernelHeight(); r++) {
                for (int s = 0; s < conv.kernelWidth(); s++) {
                    int y = i / filters / to.width() * conv.strideHeight() + r - border.top();
                    int c = i / filters % to.width() * conv.strideWidth() + s - border.left();
                    if (y >= 0 && y < in.height() && c >= 0 && c < in.width()) {
                        for (int j = 0; j < channels; j++) {
                            int w = ((r * conv.kernelWidth() + s) * channels + j) * filters + k;
                            sum += x[(y * in.width() + c) * in.channels() + group * channels + j]
                                    * (double) weights[offset + w];
                        }
                    }
                }
            }
            out[i] = sum;
        }
        return out;
    }

    private static double[] pool(Pooling<?> pool, ImageShape in, ImageShape to, double[] x) {
        Border border = pool.border(in);
        double[] out = new double[to.size()];
        for (int i = 0; i < out.length; i++) {
            int channel = i % in.channels();
            int column = i / in.channels() % to.width() * pool.strideWidth() - border.left();
            int row = i / in.channels() / to.width() * pool.strideHeight() - border.top();
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int count = 0;
            for (int r = Math.max(0, row); r < Math.min(in.height(), row + pool.height()); r++) {
                for (int s = Math.max(0, column); s < Math.min(in.width(), column + pool.width()); s++) {
                    double value = x[(r * in.width() + s) * in.channels() + channel];
                    max = Math.max(max, value);
                    sum += value;
                    count++;
                }
            }
            out[i] = pool instanceof MaxPool2D ? max : sum / count;
        }
        return out;
    }

    private static double[] globalAverage(ImageShape in, double[] x) {
        double[] out = new double[in.channels()];
        for (int i = 0; i < x.length; i++) {
            out[i % out.length] += x[i] / (in.height() * in.width());
        }
        return out;
    }

    private double[] dense(int units, double[] x, int offset) {
        double[] out = new double[units];
        for (int unit = 0; unit < units; unit++) {
            out[unit] = weights[offset + x.length * units + unit];
            for (int i = 0; i < x.length; i++) {
                out[unit] += x[i] * (double) weights[offset + i * units + unit];
            }
        }
        return out;
    }

    private double[] normalise(double[] x, int gamma, int channels, double epsilon) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int at = gamma + i % channels;
            double normalised = (x[i] - weights[at + 2 * channels]) / Math.sqrt(weights[at + 3 * channels] + epsilon);
            out[i] = weights[at] * normalised + weights[at + channels];
        }
        return out;
    }

    private static double[] activate(double[] values, Activation activation, double parameter) {
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            values[i] = switch (activation) {
                case NONE -> x;
                case RELU -> Math.max(0, x);
                case LEAKY_RELU -> Math.max(parameter * x, x);
                case ELU -> x > 0 ? x : parameter * Math.expm1(x);
                case GELU -> x * phi(x);
                case SILU -> x / (1 + Math.exp(-x));
                case SIGMOID -> 1 / (1 + Math.exp(-x));
                case TANH -> Math.tanh(x);
            };
        }
        return values;
    }

    /** The normal distribution function by its series, {@code 1/2 + φ(x)·(x + x³/3 + x⁵/15 + ...)}. */
    private static double phi(double x) {
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-20; n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double[] softmax(double[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        double[] out = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            out[i] = Math.exp(logits[i] - max);
            sum += out[i];
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
        return out;
    }
}
