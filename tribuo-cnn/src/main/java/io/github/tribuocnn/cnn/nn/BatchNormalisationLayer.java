/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation. An image is rows of values, one row for each pixel or a single one for a vector, and each column
 * is normalised for itself: {@code out = gamma·(in - mean)/√(variance + ε) + beta}.
 *
 * <p>While learning, sums run in double over the images of each part in order, then over the parts in order, so the
 * statistics do not depend on threads; the stages of {@link Network#learning} put a barrier before their use.
 * Gamma and beta lie among the parameters that the optimiser changes, the running averages behind all of those.
 */
final class BatchNormalisationLayer implements Layer {

    private static final int GAMMA = 0;
    private static final int BETA = 1;
    private static final int MEAN = 2;
    private static final int VARIANCE = 3;

    private final int index;
    private final List<ParameterTensor> tensors;
    private final int offset;
    private final int stateFromEnd;
    private final int rows;
    private final int columns;
    private final int outColumns;
    private final int channels;
    private final int pixelStride;
    private final double momentum;
    private final double epsilon;
    private final boolean inputLearns;

    /**
     * A normalisation.
     * @param tensors Gamma, beta, mean and variance.
     * @param offset Where gamma and beta begin among the learned parameters.
     * @param stateFromEnd How far before the end of the packed block the averages begin.
     * @param rows Rows of an image.
     * @param columns Values of a row it reads, padding included.
     * @param outColumns Values of a row it writes; a layer below that gives gradients needs rows of whole vectors.
     * @param channels Of each {@code pixelStride} values of a row, how many carry a value.
     */
    BatchNormalisationLayer(
            int index,
            List<ParameterTensor> tensors,
            int offset,
            int stateFromEnd,
            int rows,
            int columns,
            int outColumns,
            int channels,
            int pixelStride,
            double momentum,
            double epsilon,
            boolean inputLearns) {
        this.index = index;
        this.tensors = tensors;
        this.offset = offset;
        this.stateFromEnd = stateFromEnd;
        this.rows = rows;
        this.columns = columns;
        this.outColumns = outColumns;
        this.channels = channels;
        this.pixelStride = pixelStride;
        this.momentum = momentum;
        this.epsilon = epsilon;
        this.inputLearns = inputLearns;
    }

    /** Floats that gamma, beta and each of the averages take for so many columns. */
    static int width(int columns) {
        return Kernels.padded(columns);
    }

    @Override
    public boolean needsWholeBatch() {
        return true;
    }

    @Override
    public void begin(Workspace workspace, int part) {
        int sums = share(workspace, part);
        Arrays.fill(workspace.statistics(), sums, sums + 2 * columns, 0);
    }

    /** in [N][rows][columns] → the part's Σ in and Σ in² */
    @Override
    public void collect(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        double[] statistics = workspace.statistics();
        int sums = share(workspace, part);
        int squares = sums + columns;
        int at = workspace.in(index) + from * inStride();
        for (int row = from * rows; row < to * rows; row++) {
            for (int c = 0; c < columns; c++) {
                double x = memory[at + c];
                statistics[sums + c] += x;
                statistics[squares + c] = Math.fma(x, x, statistics[squares + c]);
            }
            at += columns;
        }
    }

    /** All parts' sums → mean and 1/√(variance + ε), the factors of the forward pass, and the running averages */
    @Override
    public void settle(Workspace workspace, int part) {
        float[] parameters = workspace.parameters;
        double[] statistics = workspace.statistics();
        int scales = workspace.side(index);
        double count = (double) workspace.images() * rows;
        for (int c = firstColumn(part); c < firstColumn(part + 1); c++) {
            double mean = total(workspace, c) / count;
            double variance = Math.max(0, total(workspace, columns + c) / count - mean * mean);
            double inverse = 1 / Math.sqrt(variance + epsilon);
            statistics[means(workspace) + c] = mean;
            statistics[means(workspace) + columns + c] = inverse;
            factors(parameters, c, mean, inverse, workspace.memory(), scales);
            if (isValue(c)) {
                double unbiased = count > 1 ? variance * count / (count - 1) : variance;
                average(parameters, place(parameters, MEAN) + c, mean);
                average(parameters, place(parameters, VARIANCE) + c, unbiased);
            }
        }
    }

    private void average(float[] parameters, int at, double latest) {
        parameters[at] = (float) (momentum * parameters[at] + (1 - momentum) * latest);
    }

    private void factors(float[] parameters, int c, double mean, double inverse, float[] target, int scales) {
        double scale = parameters[place(parameters, GAMMA) + c] * inverse;
        target[scales + c] = (float) scale;
        target[scales + columns + c] = (float) (parameters[place(parameters, BETA) + c] - mean * scale);
    }

    /** in [N][rows][columns] → out [N][rows][columns] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        if (workspace.isLearning()) {
            scale(workspace, workspace.memory(), workspace.side(index), from, to);
        } else {
            scale(workspace, runningFactors(workspace.parameters), 0, from, to);
        }
    }

    /** The factors that the running averages give. Computed anew, as parameters may have changed. */
    private float[] runningFactors(float[] parameters) {
        float[] factors = new float[2 * columns];
        for (int c = 0; c < columns; c++) {
            double inverse = 1 / Math.sqrt(parameters[place(parameters, VARIANCE) + c] + epsilon);
            factors(parameters, c, parameters[place(parameters, MEAN) + c], inverse, factors, 0);
        }
        return factors;
    }

    private void scale(Workspace workspace, float[] factors, int scales, int from, int to) {
        float[] memory = workspace.memory();
        int in = workspace.in(index) + from * inStride();
        int out = workspace.out(index) + from * outStride();
        int shifts = scales + columns;
        for (int row = from * rows; row < to * rows; row++) {
            for (int c = 0; c < columns; c++) {
                memory[out + c] = Math.fma(memory[in + c], factors[scales + c], factors[shifts + c]);
            }
            in += columns;
            out += outColumns;
        }
    }

    /** dOut [N][rows][columns] → the part's Σ dOut and Σ dOut·normalised; outside learning, dIn itself */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (!workspace.isLearning()) {
            backwardThroughAverages(workspace, from, to);
            return;
        }
        float[] memory = workspace.memory();
        double[] statistics = workspace.statistics();
        int sums = share(workspace, part);
        int products = sums + columns;
        int means = means(workspace);
        int inverses = means + columns;
        int in = workspace.in(index) + from * inStride();
        int dOut = workspace.outGradient(index) + from * outStride();
        for (int row = from * rows; row < to * rows; row++) {
            for (int c = 0; c < columns; c++) {
                double gradient = memory[dOut + c];
                double normalised = (memory[in + c] - statistics[means + c]) * statistics[inverses + c];
                statistics[sums + c] += gradient;
                statistics[products + c] = Math.fma(gradient, normalised, statistics[products + c]);
            }
            in += columns;
            dOut += outColumns;
        }
    }

    private void backwardThroughAverages(Workspace workspace, int from, int to) {
        if (inputLearns) {
            float[] memory = workspace.memory();
            float[] factors = runningFactors(workspace.parameters);
            int dOut = workspace.outGradient(index);
            int dIn = workspace.inGradient(index);
            for (int row = from * rows; row < to * rows; row++) {
                for (int c = 0; c < columns; c++) {
                    memory[dIn + row * columns + c] = memory[dOut + row * outColumns + c] * factors[c];
                }
            }
        }
    }

    @Override
    public boolean worksAcrossImages() {
        return true;
    }

    /** All parts' sums → dGamma, dBeta, and the means over the batch that the input gradient takes away */
    @Override
    public void backwardAcross(Workspace workspace, int part) {
        if (!workspace.isLearning()) {
            return;
        }
        float[] parameters = workspace.parameters;
        double[] statistics = workspace.statistics();
        int gradientMeans = means(workspace) + 2 * columns;
        double count = (double) workspace.images() * rows;
        for (int c = firstColumn(part); c < firstColumn(part + 1); c++) {
            double dBeta = total(workspace, c);
            double dGamma = total(workspace, columns + c);
            workspace.gradients[place(parameters, BETA) + c] = (float) dBeta;
            workspace.gradients[place(parameters, GAMMA) + c] = (float) dGamma;
            statistics[gradientMeans + c] = dBeta / count;
            statistics[gradientMeans + columns + c] = dGamma / count;
        }
    }

    @Override
    public boolean finishesBackward() {
        return inputLearns;
    }

    /** {@code dIn = gamma/√(variance + ε)·(dOut - mean(dOut) - normalised·mean(dOut·normalised))} */
    @Override
    public void finishBackward(Workspace workspace, int from, int to) {
        if (!workspace.isLearning()) {
            return;
        }
        float[] memory = workspace.memory();
        float[] parameters = workspace.parameters;
        double[] statistics = workspace.statistics();
        int means = means(workspace);
        int inverses = means + columns;
        int gradientMeans = inverses + columns;
        int productMeans = gradientMeans + columns;
        int gammas = place(parameters, GAMMA);
        int in = workspace.in(index) + from * inStride();
        int dOut = workspace.outGradient(index) + from * outStride();
        int dIn = workspace.inGradient(index) + from * inStride();
        for (int row = from * rows; row < to * rows; row++) {
            for (int c = 0; c < columns; c++) {
                double inverse = statistics[inverses + c];
                double normalised = (memory[in + c] - statistics[means + c]) * inverse;
                double rest = Math.fma(
                        -normalised, statistics[productMeans + c], memory[dOut + c] - statistics[gradientMeans + c]);
                memory[dIn + c] = (float) (parameters[gammas + c] * inverse * rest);
            }
            in += columns;
            dOut += outColumns;
            dIn += columns;
        }
    }

    /** One column's sum over all parts, in part order. */
    private double total(Workspace workspace, int column) {
        double sum = 0;
        for (int part = 0; part < Network.PARTS; part++) {
            sum += workspace.statistics()[share(workspace, part) + column];
        }
        return sum;
    }

    private int firstColumn(int part) {
        return (int) ((long) part * columns / Network.PARTS);
    }

    /** Where a part's two sums lie among the statistics. */
    private int share(Workspace workspace, int part) {
        return workspace.statistics(index) + part * 2 * columns;
    }

    /** Where the means lie among the statistics; the inverse deviations and two rows of the backward pass follow. */
    private int means(Workspace workspace) {
        return share(workspace, Network.PARTS);
    }

    private boolean isValue(int column) {
        return column % pixelStride < channels;
    }

    /** Where a tensor begins in the packed block. */
    private int place(float[] packed, int tensor) {
        return tensor < MEAN
                ? offset + tensor * width(columns)
                : packed.length - stateFromEnd + (tensor - MEAN) * width(columns);
    }

    private int inStride() {
        return rows * columns;
    }

    @Override
    public int outStride() {
        return rows * outColumns;
    }

    @Override
    public int parameterCount() {
        return 2 * width(columns);
    }

    @Override
    public int stateCount() {
        return 2 * width(columns);
    }

    @Override
    public long sideSize() {
        return 2L * columns;
    }

    @Override
    public int statisticsSize() {
        return (2 * Network.PARTS + 4) * columns;
    }

    @Override
    public void pack(float[] canonical, float[] packed) {
        for (int tensor = GAMMA; tensor <= VARIANCE; tensor++) {
            for (int i = 0; i < tensors.get(tensor).length(); i++) {
                packed[place(packed, tensor) + column(i)] =
                        canonical[tensors.get(tensor).offset() + i];
            }
        }
    }

    @Override
    public void unpack(float[] packed, float[] canonical) {
        for (int tensor = GAMMA; tensor <= VARIANCE; tensor++) {
            for (int i = 0; i < tensors.get(tensor).length(); i++) {
                canonical[tensors.get(tensor).offset() + i] = packed[place(packed, tensor) + column(i)];
            }
        }
    }

    private int column(int value) {
        return value / channels * pixelStride + value % channels;
    }
}
