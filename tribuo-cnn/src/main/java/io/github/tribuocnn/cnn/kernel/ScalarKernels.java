/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/**
 * The specification of {@link Kernels}: plain loops, written to be read. The innermost loop always runs over
 * independent outputs that lie side by side, which is what lets the compiler turn it into vector instructions without
 * changing a bit.
 */
public final class ScalarKernels implements Kernels {

    private final UpdateKernels updates = new ScalarUpdates();

    /** The one behaviour there is; it has no state. */
    public ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public UpdateKernels updates() {
        return updates;
    }

    @Override
    public void scale(byte[] values, int count, float maximum, float[] out, int outOffset) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = Byte.toUnsignedInt(values[i]) / maximum;
        }
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
        int k = shape.filterStride;
        int at = outOffset;
        for (int n = 0; n < images; n++) {
            for (int position : shape.positions) {
                convolveOne(shape, in, inOffset + n * shape.imageStride() + position, parameters, weights, out, at);
                at += k;
            }
        }
    }

    /** All filters at one position: {@code out[k] = bias[k] + Σ tap in[tap]·weight[tap,k]}. */
    private static void convolveOne(
            ConvolutionShape shape, float[] in, int first, float[] parameters, int weights, float[] out, int at) {
        int filters = shape.filterStride;
        System.arraycopy(parameters, weights + shape.taps.length * filters, out, at, filters);
        int w = weights;
        for (int tap : shape.taps) {
            float pixel = in[first + tap];
            for (int k = 0; k < filters; k++) {
                out[at + k] = Math.fma(pixel, parameters[w + k], out[at + k]);
            }
            w += filters;
        }
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
            ScalarWinograd.convolvePooled(
                    shape, in, inOffset, parameters, weights, out, outOffset, winners, winnersOffset, images);
            return;
        }
        int filters = shape.filterStride;
        float[] outputs = new float[filters];
        int at = 0;
        for (int n = 0; n < images; n++) {
            for (int window : shape.windows) {
                Arrays.fill(out, outOffset + at, outOffset + at + filters, 0f);
                Arrays.fill(winners, winnersOffset + at, winnersOffset + at + filters, 0);
                for (int candidate = 0; candidate < 4; candidate++) {
                    int first = inOffset + n * shape.imageStride() + window + shape.quad[candidate];
                    convolveOne(shape, in, first, parameters, weights, outputs, 0);
                    for (int k = 0; k < filters; k++) {
                        if (outputs[k] > out[outOffset + at + k]) {
                            out[outOffset + at + k] = outputs[k];
                            winners[winnersOffset + at + k] = 1 << candidate;
                        }
                    }
                }
                at += filters;
            }
        }
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
        int filters = shape.filterStride;
        int at = 0;
        for (int n = 0; n < images; n++) {
            for (int window : shape.windows) {
                int first = inOffset + n * shape.imageStride() + window;
                for (int k = 0; k < filters; k++) {
                    if (winners[winnersOffset + at + k] != 0) {
                        int winner = first + shape.quad[WinnerList.candidate(winners[winnersOffset + at + k])];
                        for (int tap = 0; tap < shape.taps.length; tap++) {
                            int w = dWeightsOffset + tap * filters + k;
                            dWeights[w] =
                                    Math.fma(dOut[dOutOffset + at + k], in[winner + shape.taps[tap]], dWeights[w]);
                        }
                    }
                }
                at += filters;
            }
        }
        int biases = dWeightsOffset + shape.taps.length * filters;
        pooledBiasGradient(shape, dOut, dOutOffset, winners, winnersOffset, dWeights, biases, images);
    }

    @Override
    public void pooledWindowsWon(ConvolutionShape shape, int[] winners, int winnersOffset, int windows, int[] won) {
        for (int k = 0; k < shape.filterStride; k++) {
            int bits = 0;
            for (int window = 0; window < windows; window++) {
                // a winner is above 0
                bits |= (-winners[winnersOffset + window * shape.filterStride + k] >>> 31) << window;
            }
            won[k] = bits;
        }
    }

    @Override
    public void listedWeightGradient(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        int rowLength = shape.kernelWidth * shape.pixelStride;
        for (int k = 0; k < shape.filters; k++) {
            for (int winner = list.from(k); winner < list.to(k); winner++) {
                float gradient = list.gradients[winner];
                for (int r = 0; r < shape.kernelHeight; r++) {
                    int pixels = inOffset + list.offsets[winner] + r * shape.rowStride();
                    int w = dWeightsOffset + (k * shape.kernelHeight + r) * rowLength;
                    for (int i = 0; i < rowLength; i++) {
                        dWeights[w + i] = Math.fma(gradient, in[pixels + i], dWeights[w + i]);
                    }
                }
            }
        }
    }

    @Override
    public void listedInputGradient(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset) {
        int rowLength = shape.kernelWidth * shape.pixelStride;
        Arrays.fill(dIn, dInOffset, dInOffset + shape.imageStride(), 0f);
        for (int k = 0; k < shape.filters; k++) {
            for (int winner = list.from(k); winner < list.to(k); winner++) {
                float gradient = list.gradients[winner];
                for (int r = 0; r < shape.kernelHeight; r++) {
                    int pixels = dInOffset + list.offsets[winner] + r * shape.rowStride();
                    int w = weights + (k * shape.kernelHeight + r) * rowLength;
                    for (int i = 0; i < rowLength; i++) {
                        dIn[pixels + i] = Math.fma(gradient, weightsByFilter[w + i], dIn[pixels + i]);
                    }
                }
            }
        }
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
        int filters = shape.filterStride;
        int at = 0;
        for (int window = 0; window < images * shape.windows.length; window++) {
            for (int k = 0; k < filters; k++) {
                dBiases[dBiasesOffset + k] += winners[winnersOffset + at + k] == 0 ? 0f : dOut[dOutOffset + at + k];
            }
            at += filters;
        }
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
        int filters = shape.filterStride;
        int biases = dWeights + shape.taps.length * filters;
        int at = dOutOffset;
        for (int n = 0; n < images; n++) {
            for (int position : shape.positions) {
                int first = inOffset + n * shape.imageStride() + position;
                int w = dWeights;
                for (int tap : shape.taps) {
                    float pixel = in[first + tap];
                    for (int k = 0; k < filters; k++) {
                        dParameters[w + k] = Math.fma(pixel, dOut[at + k], dParameters[w + k]);
                    }
                    w += filters;
                }
                for (int k = 0; k < filters; k++) {
                    dParameters[biases + k] += dOut[at + k];
                }
                at += filters;
            }
        }
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
        int field = shape.kernelHeight * shape.kernelWidth;
        int channels = shape.pixelStride;
        Arrays.fill(dIn, dInOffset, dInOffset + shape.imageStride(), 0f);
        for (int tap = 0; tap < field; tap++) {
            for (int p = 0; p < shape.positions.length; p++) {
                int pixel = dInOffset + shape.positions[p] + shape.taps[tap];
                for (int k = 0; k < shape.filters; k++) {
                    float gradient = dOut[dOutOffset + p * shape.filterStride + k];
                    int w = weights + (k * field + tap) * channels;
                    for (int c = 0; c < channels; c++) {
                        dIn[pixel + c] = Math.fma(gradient, weightsByFilter[w + c], dIn[pixel + c]);
                    }
                }
            }
        }
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
        for (int row = 0; row < rows; row++) {
            int at = outOffset + row * strides.outRow();
            System.arraycopy(start, startOffset, out, at, columns);
            for (int t = 0; t < depth; t++) {
                float left = a[aOffset + row * strides.aRow() + t * strides.aTerm()];
                int right = bOffset + t * strides.bTerm();
                for (int column = 0; column < columns; column++) {
                    out[at + column] = Math.fma(left, b[right + column], out[at + column]);
                }
            }
        }
    }

    @Override
    public void transpose(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[place + c * columnStride + r] = from[at + r * rowStride + c];
            }
        }
    }

    @Override
    public void rectify(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = Float.intBitsToFloat(Float.floatToRawIntBits(values[i]) & onesIfPositive(values[i]));
        }
    }

    @Override
    public void rectifyGradient(
            float[] activations, int activationsOffset, float[] gradients, int gradientsOffset, int count) {
        for (int i = 0; i < count; i++) {
            int at = gradientsOffset + i;
            int passing = onesIfPositive(activations[activationsOffset + i]);
            gradients[at] = Float.intBitsToFloat(Float.floatToRawIntBits(gradients[at]) & passing);
        }
    }

    /** A mask rather than a comparison: no branch could predict the signs of activations. */
    private static int onesIfPositive(float x) {
        return Float.floatToRawIntBits(0f - x) >> 31;
    }

    @Override
    public void exponential(float[] values, int from, int to, float minus) {
        for (int i = from; i < to; i++) {
            float x = Math.min(Math.max(values[i], ExponentialSeries.LEAST), ExponentialSeries.MOST);
            float shifted = Math.fma(x, ExponentialSeries.LOG2_E, ExponentialSeries.ROUNDER);
            float k = shifted - ExponentialSeries.ROUNDER;
            float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ExponentialSeries.ONE);
            float r = Math.fma(k, -ExponentialSeries.LN2_HIGH, x);
            r = Math.fma(k, -ExponentialSeries.LN2_LOW, r);
            float sum = Math.fma(ExponentialSeries.C6, r, ExponentialSeries.C5);
            sum = Math.fma(sum, r, ExponentialSeries.C4);
            sum = Math.fma(sum, r, ExponentialSeries.C3);
            sum = Math.fma(sum, r, 0.5f);
            float p = Math.fma(r * r, sum, r);
            values[i] = Math.fma(power, p, power - minus);
        }
    }
}
