/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
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
            if (layer instanceof Conv2D conv) {
                ImageShape in = (ImageShape) architecture.inputShape(i);
                values = activate(conv(conv, in, values, offset), conv.activation());
                offset += (conv.kernelHeight() * conv.kernelWidth() * in.channels() + 1) * conv.filters();
            } else if (layer instanceof MaxPool2D pool) {
                values = maxPool(pool, (ImageShape) architecture.inputShape(i), values);
            } else if (layer instanceof Dense dense) {
                values = activate(dense(dense.units(), values, offset), dense.activation());
                offset += (architecture.inputShape(i).size() + 1) * dense.units();
            }
        }
        return values;
    }

    private double[] conv(Conv2D conv, ImageShape in, double[] x, int offset) {
        int height = in.height() - conv.kernelHeight() + 1;
        int width = in.width() - conv.kernelWidth() + 1;
        int bias = offset + conv.kernelHeight() * conv.kernelWidth() * in.channels() * conv.filters();
        double[] out = new double[height * width * conv.filters()];
        for (int y = 0; y < height; y++) {
            for (int c = 0; c < width; c++) {
                for (int k = 0; k < conv.filters(); k++) {
                    double sum = weights[bias + k];
                    for (int r = 0; r < conv.kernelHeight(); r++) {
                        for (int s = 0; s < conv.kernelWidth(); s++) {
                            for (int i = 0; i < in.channels(); i++) {
                                int w = ((r * conv.kernelWidth() + s) * in.channels() + i) * conv.filters() + k;
                                sum += x[((y + r) * in.width() + c + s) * in.channels() + i]
                                        * (double) weights[offset + w];
                            }
                        }
                    }
                    out[(y * width + c) * conv.filters() + k] = sum;
                }
            }
        }
        return out;
    }

    private static double[] maxPool(MaxPool2D pool, ImageShape in, double[] x) {
        int height = in.height() / pool.height();
        int width = in.width() / pool.width();
        double[] out = new double[height * width * in.channels()];
        for (int i = 0; i < out.length; i++) {
            int channel = i % in.channels();
            int column = i / in.channels() % width * pool.width();
            int row = i / in.channels() / width * pool.height();
            double max = Double.NEGATIVE_INFINITY;
            for (int r = row; r < row + pool.height(); r++) {
                for (int s = column; s < column + pool.width(); s++) {
                    max = Math.max(max, x[(r * in.width() + s) * in.channels() + channel]);
                }
            }
            out[i] = max;
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

    private static double[] activate(double[] values, Activation activation) {
        if (activation == Activation.RELU) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, values[i]);
            }
        }
        return values;
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
