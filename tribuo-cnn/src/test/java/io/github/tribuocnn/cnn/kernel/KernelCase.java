/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import io.github.tribuocnn.cnn.kernel.Kernels.Strides;
import java.util.Arrays;
import java.util.Random;

/**
 * Work for each kernel as the reference network gives it, one part of a batch of 32, and in other shapes; the same for every
 * provider.
 */
public enum KernelCase {
    CONV1_POOLED,
    CONV2_POOLED,
    CONV_PLAIN,
    CONV_PLAIN_AWKWARD,
    CONV1_WEIGHT_GRADIENT,
    CONV1_BIAS_GRADIENT,
    CONV2_WINDOWS_WON,
    CONV2_WEIGHT_GRADIENT,
    CONV2_INPUT_GRADIENT,
    CONV_PLAIN_WEIGHT_GRADIENT,
    CONV_PLAIN_INPUT_GRADIENT,
    CONV_STRIDED,
    CONV_STRIDED_WEIGHT_GRADIENT,
    CONV_STRIDED_INPUT_GRADIENT,
    DEPTHWISE,
    DEPTHWISE_WEIGHT_GRADIENT,
    DEPTHWISE_INPUT_GRADIENT,
    MAX_POOL,
    MAX_POOL_GRADIENT,
    AVERAGE_POOL,
    AVERAGE_POOL_GRADIENT,
    DENSE_FORWARD,
    DENSE_FORWARD_HALF,
    DENSE_FORWARD_ONE_IMAGE,
    DENSE_WEIGHT_GRADIENT,
    DENSE_INPUT_GRADIENT,
    TRANSPOSE,
    PIXELS,
    RECTIFY,
    RECTIFY_GRADIENT,
    EXPONENTIAL,
    ADAM,
    MOMENTUM,
    NESTEROV,
    RMS_PROP,
    DECAY,
    AVERAGE,
    CLIP,
    SCALE,
    ADD_UP,
    SUM_OF_SQUARES;

    /** Images of one part of a batch of 32. */
    private static final int IMAGES = 4;

    private static final int BATCH = 32;

    /** Parameters of the reference network and their padding, about. */
    private static final int PARAMETERS = 51_200;

    private static final ConvolutionShape CONV1 = new ConvolutionShape(28, 28, 1, 1, 3, 3, 32);
    private static final ConvolutionShape CONV2 = new ConvolutionShape(13, 13, 32, 32, 3, 3, 16);
    private static final ConvolutionShape AWKWARD = new ConvolutionShape(14, 11, 33, 48, 5, 4, 31);

    private static final ConvolutionShape STRIDED = new ConvolutionShape(13, 13, 32, 32, 3, 3, 16, 2, 2);
    private static final ConvolutionShape BY_CHANNEL = new ConvolutionShape(13, 13, 1, 32, 3, 3, 32, 1, 1);

    /** Work that can be done again and again. */
    interface Work {

        /** Does it once. */
        void run(Kernels kernels);

        /** What the work writes to. */
        float[] result();
    }

    /** Makes the inputs; always the same. */
    Work prepare() {
        return switch (this) {
            case CONV1_POOLED -> pooled(CONV1);
            case CONV2_POOLED -> pooled(CONV2);
            case CONV_PLAIN -> plain(CONV2);
            case CONV_PLAIN_AWKWARD -> plain(AWKWARD);
            case CONV1_WEIGHT_GRADIENT -> pooledWeightGradient(new Pass(CONV1));
            case CONV1_BIAS_GRADIENT -> pooledBiasGradient(new Pass(CONV1));
            case CONV2_WINDOWS_WON -> pooledWindowsWon(new Pass(CONV2));
            case CONV2_WEIGHT_GRADIENT -> listedWeightGradient(new Pass(CONV2));
            case CONV2_INPUT_GRADIENT -> listedInputGradient(new Pass(CONV2));
            case CONV_PLAIN_WEIGHT_GRADIENT -> weightGradient(CONV2);
            case CONV_PLAIN_INPUT_GRADIENT -> inputGradient(CONV2);
            case CONV_STRIDED -> plain(STRIDED);
            case CONV_STRIDED_WEIGHT_GRADIENT -> weightGradient(STRIDED);
            case CONV_STRIDED_INPUT_GRADIENT -> inputGradient(STRIDED);
            case DEPTHWISE -> depthwise();
            case DEPTHWISE_WEIGHT_GRADIENT -> depthwiseWeightGradient();
            case DEPTHWISE_INPUT_GRADIENT -> depthwiseInputGradient();
            case MAX_POOL, MAX_POOL_GRADIENT, AVERAGE_POOL, AVERAGE_POOL_GRADIENT -> PoolingWork.of(this, IMAGES);
            case DENSE_FORWARD -> multiply(new Strides(400, 1, 112, 112), 400, IMAGES);
            case DENSE_FORWARD_HALF -> multiply(new Strides(400, 1, 112, 112), 192, BATCH / 4);
            case DENSE_FORWARD_ONE_IMAGE -> multiply(new Strides(400, 1, 112, 112), 208, 1);
            case DENSE_WEIGHT_GRADIENT -> multiply(new Strides(1, 400, 112, 112), BATCH, 48);
            case DENSE_INPUT_GRADIENT -> multiply(new Strides(112, 1, 400, 400), 100, BATCH);
            case TRANSPOSE -> transpose();
            case PIXELS -> pixels();
            case RECTIFY -> rectify();
            case RECTIFY_GRADIENT -> rectifyGradient();
            case EXPONENTIAL -> exponential();
            case ADAM -> adam();
            case MOMENTUM ->
                update((kernels, out, in, other) -> kernels.momentum(out, in, other, 0, PARAMETERS, 1e-3f, 0.9f));
            case NESTEROV ->
                update((kernels, out, in, other) -> kernels.nesterov(out, in, other, 0, PARAMETERS, 1e-3f, 0.9f));
            case RMS_PROP ->
                update((kernels, out, in, other) -> kernels.rmsProp(out, in, other, 0, PARAMETERS, 1e-3f, 0.9f, 1e-7f));
            case DECAY -> update((kernels, out, in, other) -> kernels.decay(out, in, 0, PARAMETERS, 1e-3f));
            case AVERAGE -> update((kernels, out, in, other) -> kernels.average(out, in, 0, PARAMETERS, 1e-3f));
            case CLIP -> update((kernels, out, in, other) -> kernels.clip(out, 0, PARAMETERS, 0.5f));
            case SCALE -> update((kernels, out, in, other) -> kernels.scale(out, 0, PARAMETERS, 0.5f));
            case ADD_UP ->
                update((kernels, out, in, other) -> kernels.addUp(out, 0, PARAMETERS / 8, PARAMETERS / 8, 8));
            case SUM_OF_SQUARES ->
                update((kernels, out, in, other) -> out[0] = (float) kernels.sumOfSquares(in, 0, PARAMETERS));
        };
    }

    private static Work pooled(ConvolutionShape shape) {
        float[] in = pixels(shape);
        float[] parameters = floats((shape.weightsPerFilter() + 1) * shape.filterStride());
        int[] winners = new int[IMAGES * shape.pooledStride()];
        return work(
                new float[winners.length],
                (kernels, out) -> kernels.convolvePooled(shape, in, 0, parameters, 0, out, 0, winners, 0, IMAGES));
    }

    private static Work plain(ConvolutionShape shape) {
        float[] in = pixels(shape);
        float[] parameters = channels(shape, shape.weightsPerFilter() + 1);
        return work(
                new float[IMAGES * shape.outStride()],
                (kernels, out) -> kernels.convolve(shape, in, 0, parameters, 0, out, 0, IMAGES));
    }

    private static Work pooledWeightGradient(Pass pass) {
        return work(
                new float[(pass.shape.weightsPerFilter() + 1) * pass.shape.filterStride()],
                (kernels, out) -> kernels.pooledWeightGradient(
                        pass.shape, pass.in, 0, pass.dOut, 0, pass.winners, 0, out, 0, IMAGES));
    }

    private static Work pooledBiasGradient(Pass pass) {
        return work(
                new float[pass.shape.filterStride()],
                (kernels, out) ->
                        kernels.pooledBiasGradient(pass.shape, pass.dOut, 0, pass.winners, 0, out, 0, IMAGES));
    }

    private static Work pooledWindowsWon(Pass pass) {
        int[] won = new int[pass.shape.filterStride()];
        int asManyAsAFloatHasBits = 24;
        return work(new float[won.length], (kernels, out) -> {
            kernels.pooledWindowsWon(pass.shape, pass.winners, 0, asManyAsAFloatHasBits, won);
            for (int k = 0; k < won.length; k++) {
                out[k] = won[k];
            }
        });
    }

    private static Work listedWeightGradient(Pass pass) {
        WinnerList list = pass.list();
        return work(
                new float[pass.weightsByFilter()],
                (kernels, out) -> kernels.listedWeightGradient(pass.shape, pass.in, 0, list, out, 0));
    }

    private static Work listedInputGradient(Pass pass) {
        WinnerList list = pass.list();
        float[] weights = floats(pass.weightsByFilter());
        return work(
                new float[pass.shape.imageStride()],
                (kernels, out) -> kernels.listedInputGradient(pass.shape, list, weights, 0, out, 0));
    }

    private static Work weightGradient(ConvolutionShape shape) {
        float[] in = pixels(shape);
        float[] dOut = channels(shape, IMAGES * shape.outHeight() * shape.outWidth());
        return work(
                new float[(shape.weightsPerFilter() + 1) * shape.filterStride()],
                (kernels, out) -> kernels.weightGradient(shape, in, 0, dOut, 0, out, 0, IMAGES));
    }

    private static Work inputGradient(ConvolutionShape shape) {
        float[] dOut = channels(shape, shape.outHeight() * shape.outWidth());
        float[] weights = floats(shape.filters * shape.kernelHeight * shape.kernelWidth * shape.pixelStride);
        return work(
                new float[shape.imageStride()],
                (kernels, out) -> kernels.inputGradient(shape, dOut, 0, weights, 0, out, 0));
    }

    private static Work depthwise() {
        float[] in = pixels(BY_CHANNEL);
        float[] parameters = channels(BY_CHANNEL, BY_CHANNEL.weightsPerFilter() + 1);
        return work(
                new float[IMAGES * BY_CHANNEL.outStride()],
                (kernels, out) -> kernels.convolveDepthwise(BY_CHANNEL, in, 0, parameters, 0, out, 0, IMAGES));
    }

    private static Work depthwiseWeightGradient() {
        float[] in = pixels(BY_CHANNEL);
        float[] dOut = floats(IMAGES * BY_CHANNEL.outStride());
        return work(
                new float[(BY_CHANNEL.weightsPerFilter() + 1) * BY_CHANNEL.filterStride()],
                (kernels, out) -> kernels.depthwiseWeightGradient(BY_CHANNEL, in, 0, dOut, 0, out, 0, IMAGES));
    }

    private static Work depthwiseInputGradient() {
        float[] dOut = floats(IMAGES * BY_CHANNEL.outStride());
        float[] weights = channels(BY_CHANNEL, BY_CHANNEL.weightsPerFilter() + 1);
        return work(
                new float[IMAGES * BY_CHANNEL.imageStride()],
                (kernels, out) -> kernels.depthwiseInputGradient(BY_CHANNEL, dOut, 0, weights, 0, out, 0, IMAGES));
    }

    private static Work multiply(Strides strides, int depth, int rows) {
        float[] a = floats(400 * BATCH);
        float[] b = floats(depth * strides.bTerm());
        float[] start = floats(strides.outRow());
        return work(
                new float[rows * strides.outRow()],
                (kernels, out) ->
                        kernels.multiply(strides, depth, a, 0, b, 0, start, 0, out, 0, rows, strides.outRow()));
    }

    private static Work transpose() {
        float[] from = floats(400 * 112);
        return work(new float[100 * 400], (kernels, out) -> kernels.transpose(from, 0, 112, out, 0, 400, 400, 100));
    }

    private static Work pixels() {
        byte[] values = new byte[CONV1.imageStride()];
        new Random(7).nextBytes(values);
        return work(new float[values.length], (kernels, out) -> kernels.scale(values, values.length, 255f, out, 0));
    }

    private static Work rectify() {
        return work(floats(IMAGES * CONV1.pooledStride()), (kernels, out) -> kernels.rectify(out, 0, out.length));
    }

    private static Work rectifyGradient() {
        float[] activations = floats(IMAGES * CONV1.pooledStride());
        return work(
                floats(activations.length),
                (kernels, out) -> kernels.rectifyGradient(activations, 0, out, 0, activations.length));
    }

    private static Work exponential() {
        return work(
                floats(IMAGES * CONV1.pooledStride()), (kernels, out) -> kernels.exponential(out, 0, out.length, 0f));
    }

    private static Work adam() {
        float[] gradients = floats(PARAMETERS);
        float[] first = new float[PARAMETERS];
        float[] second = new float[PARAMETERS];
        return work(
                floats(PARAMETERS),
                (kernels, out) -> kernels.updates()
                        .adam(out, gradients, first, second, 0, PARAMETERS, 1e-3f, 0.9f, 0.999f, 1e-7f));
    }

    @FunctionalInterface
    private interface Update {
        void run(UpdateKernels kernels, float[] out, float[] in, float[] other);
    }

    private static Work update(Update update) {
        float[] in = Arrays.copyOf(floats(PARAMETERS + 1), PARAMETERS);
        float[] other = new float[PARAMETERS];
        return work(floats(PARAMETERS), (kernels, out) -> update.run(kernels.updates(), out, in, other));
    }

    @FunctionalInterface
    interface Step {
        void run(Kernels kernels, float[] out);
    }

    static Work work(float[] out, Step step) {
        return new Work() {
            @Override
            public void run(Kernels kernels) {
                step.run(kernels, out);
            }

            @Override
            public float[] result() {
                return out;
            }
        };
    }

    /** What a forward pass leaves for the backward pass. */
    private static final class Pass {
        final ConvolutionShape shape;
        final float[] in;
        final float[] dOut;
        final int[] winners;

        Pass(ConvolutionShape shape) {
            this.shape = shape;
            in = pixels(shape);
            dOut = floats(IMAGES * shape.pooledStride());
            winners = new int[dOut.length];
            float[] parameters = floats((shape.weightsPerFilter() + 1) * shape.filterStride());
            new ScalarKernels()
                    .convolvePooled(shape, in, 0, parameters, 0, new float[dOut.length], 0, winners, 0, IMAGES);
        }

        WinnerList list() {
            WinnerList list = new WinnerList();
            list.fill(new ScalarKernels(), shape, dOut, 0, winners, 0);
            return list;
        }

        int weightsByFilter() {
            return shape.filters * shape.kernelHeight * shape.kernelWidth * shape.pixelStride;
        }
    }

    private static float[] pixels(ConvolutionShape shape) {
        return floats(IMAGES * shape.imageStride());
    }

    /** Numbers for the filters, and zeros in the padding behind them. */
    private static float[] channels(ConvolutionShape shape, int count) {
        float[] values = floats(count * shape.filterStride());
        for (int i = 0; i < values.length; i++) {
            values[i] = i % shape.filterStride() < shape.filters ? values[i] : 0f;
        }
        return values;
    }

    static float[] floats(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
