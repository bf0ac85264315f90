/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * Plain Java at its fastest: the kernels of {@link ScalarKernels} with its slow ones put into shapes that C2 compiles
 * well. For a JVM without the vector module.
 */
final class LoopKernels implements Kernels {

    private final ScalarKernels specification = new ScalarKernels();
    private final ThreadLocal<PlanarConvolution> planar = ThreadLocal.withInitial(PlanarConvolution::new);
    private final ThreadLocal<PlanarWinograd> winograd = ThreadLocal.withInitial(PlanarWinograd::new);
    private final ThreadLocal<LoopProduct> product = ThreadLocal.withInitial(LoopProduct::new);

    @Override
    public String name() {
        return specification.name();
    }

    @Override
    public UpdateKernels updates() {
        return specification.updates();
    }

    @Override
    public void scale(byte[] values, int count, float maximum, float[] out, int outOffset) {
        specification.scale(values, count, maximum, out, outOffset);
    }

    @Override
    public void convolve(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        planar.get().convolve(shape, in, inOffset, parameters, weights, out, outOffset, images);
    }

    @Override
    public void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        if (shape.byWinograd()) {
            winograd.get()
                    .convolvePooled(
                            shape, in, inOffset, parameters, weights, out, outOffset, winners, winnersOffset, images);
            return;
        }
        planar.get()
                .convolvePooled(
                        shape, in, inOffset, parameters, weights, out, outOffset, winners, winnersOffset, images);
    }

    @Override
    public void pooledWeightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dWeights,
            int dWeightsOffset,
            int images) {
        if (shape.kernelHeight == 3 && shape.kernelWidth == 3) {
            for (int n = 0; n < images; n++) {
                for (int c = 0; c < shape.channels; c++) {
                    nineTaps(
                            shape,
                            in,
                            inOffset + n * shape.imageStride() + c,
                            dOut,
                            dOutOffset + n * shape.pooledStride(),
                            winners,
                            winnersOffset + n * shape.pooledStride(),
                            dWeights,
                            dWeightsOffset + 9 * c * shape.filterStride);
                }
            }
            int biases = dWeightsOffset + shape.weightsPerFilter() * shape.filterStride();
            pooledBiasGradient(shape, dOut, dOutOffset, winners, winnersOffset, dWeights, biases, images);
        } else {
            specification.pooledWeightGradient(
                    shape, in, inOffset, dOut, dOutOffset, winners, winnersOffset, dWeights, dWeightsOffset, images);
        }
    }

    /** Nine sums in registers for one channel of one image; where nothing won, the gradient counts as 0. */
    private static void nineTaps(
            ConvolutionShape shape,
            float[] in,
            int image,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dWeights,
            int dWeightsOffset) {
        int filters = shape.filterStride;
        int[] windows = shape.windows;
        int[] quad = shape.quad;
        int right = shape.pixelStride;
        int down = shape.rowStride();
        for (int k = 0; k < shape.filters; k++) {
            int w = dWeightsOffset + k;
            float sum0 = dWeights[w];
            float sum1 = dWeights[w + filters];
            float sum2 = dWeights[w + 2 * filters];
            float sum3 = dWeights[w + 3 * filters];
            float sum4 = dWeights[w + 4 * filters];
            float sum5 = dWeights[w + 5 * filters];
            float sum6 = dWeights[w + 6 * filters];
            float sum7 = dWeights[w + 7 * filters];
            float sum8 = dWeights[w + 8 * filters];
            for (int window = 0, at = k; window < windows.length; window++, at += filters) {
                int winner = winners[winnersOffset + at];
                float gradient = Float.intBitsToFloat(Float.floatToRawIntBits(dOut[dOutOffset + at]) & (-winner >> 31));
                int top = image + windows[window] + quad[WinnerList.candidate(winner)];
                int middle = top + down;
                int low = middle + down;
                sum0 = Math.fma(gradient, in[top], sum0);
                sum1 = Math.fma(gradient, in[top + right], sum1);
                sum2 = Math.fma(gradient, in[top + 2 * right], sum2);
                sum3 = Math.fma(gradient, in[middle], sum3);
                sum4 = Math.fma(gradient, in[middle + right], sum4);
                sum5 = Math.fma(gradient, in[middle + 2 * right], sum5);
                sum6 = Math.fma(gradient, in[low], sum6);
                sum7 = Math.fma(gradient, in[low + right], sum7);
                sum8 = Math.fma(gradient, in[low + 2 * right], sum8);
            }
            dWeights[w] = sum0;
            dWeights[w + filters] = sum1;
            dWeights[w + 2 * filters] = sum2;
            dWeights[w + 3 * filters] = sum3;
            dWeights[w + 4 * filters] = sum4;
            dWeights[w + 5 * filters] = sum5;
            dWeights[w + 6 * filters] = sum6;
            dWeights[w + 7 * filters] = sum7;
            dWeights[w + 8 * filters] = sum8;
        }
    }

    @Override
    public void pooledWindowsWon(ConvolutionShape shape, int[] winners, int winnersOffset, int windows, int[] won) {
        specification.pooledWindowsWon(shape, winners, winnersOffset, windows, won);
    }

    @Override
    public void listedWeightGradient(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        specification.listedWeightGradient(shape, in, inOffset, list, dWeights, dWeightsOffset);
    }

    @Override
    public void listedInputGradient(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset) {
        specification.listedInputGradient(shape, list, weightsByFilter, weights, dIn, dInOffset);
    }

    @Override
    public void pooledBiasGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dBiases,
            int dBiasesOffset,
            int images) {
        specification.pooledBiasGradient(
                shape, dOut, dOutOffset, winners, winnersOffset, dBiases, dBiasesOffset, images);
    }

    @Override
    public void weightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            float[] dParameters,
            int dWeights,
            int images) {
        specification.weightGradient(shape, in, inOffset, dOut, dOutOffset, dParameters, dWeights, images);
    }

    @Override
    public void inputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] weightsByFilter,
            int weights,
            float[] dIn,
            int dInOffset) {
        specification.inputGradient(shape, dOut, dOutOffset, weightsByFilter, weights, dIn, dInOffset);
    }

    @Override
    public void multiply(
            Strides strides,
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] start,
            int startOffset,
            float[] out,
            int outOffset,
            int rows,
            int columns) {
        product.get()
                .multiply(strides, depth, a, aOffset, b, bOffset, start, startOffset, out, outOffset, rows, columns);
    }

    @Override
    public void transpose(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns) {
        LoopTransposition.transpose(from, at, rowStride, to, place, columnStride, rows, columns);
    }

    @Override
    public void rectify(float[] values, int from, int to) {
        specification.rectify(values, from, to);
    }

    @Override
    public void rectifyGradient(
            float[] activations, int activationsOffset, float[] gradients, int gradientsOffset, int count) {
        specification.rectifyGradient(activations, activationsOffset, gradients, gradientsOffset, count);
    }

    @Override
    public void exponential(float[] values, int from, int to, float minus) {
        specification.exponential(values, from, to, minus);
    }
}
