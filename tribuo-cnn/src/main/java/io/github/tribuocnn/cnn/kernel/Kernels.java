/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The inner loops of the network. Callers check shapes when a network is built; kernels check nothing.
 *
 * <p>Every provider computes the same bits as {@link ScalarKernels}. Each documented sum is one chain of
 * {@code fma} in the order given, started from the value named; "lanes" (the last, padded index) are independent of each
 * other. Two deliberate liberties leave no trace in the bits for finite inputs: a term whose factor is zero may be
 * skipped or added, because no chain here can hold -0 when it is.
 *
 * <p>Padding lanes hold zeros in parameters, activations and gradients alike, and kernels leave them so.
 *
 * <p>Arguments are flat arrays with the offset of their first element. Letters as in {@link ConvolutionShape}; N is
 * the number of images.
 */
public interface Kernels extends DepthwiseKernels, PoolingKernels {

    /** Channel counts are padded to a multiple of this many floats: one 512-bit vector, one cache line. */
    int LANES = 16;

    /**
     * Rounds a channel count up to whole vectors.
     * @param channels A number of channels or units.
     * @return The next multiple of {@link #LANES}.
     */
    static int padded(int channels) {
        return (channels + LANES - 1) / LANES * LANES;
    }

    /**
     * The provider and its vector width, such as {@code vector-512} or {@code scalar}.
     * @return The name that goes into logs and metrics.
     */
    String name();

    /**
     * Makes floats of pixels: {@code out[i] = (float) values[i] / maximum}.
     * @param values Unsigned bytes.
     * @param count How many of them.
     * @param maximum What becomes 1, usually 255.
     * @param out Receives the floats.
     * @param outOffset Where the first goes.
     */
    void scale(byte[] values, int count, float maximum, float[] out, int outOffset);

    /**
     * Convolution: {@code out[n,p,q,k] = bias[k] + Σ c,r,s in[n,p·stride+r,q·stride+s,c]·weight[c,r,s,k]}.
     * @param shape The geometry.
     * @param in N images.
     * @param inOffset Where they begin.
     * @param parameters Holds weights {@code [C][R][S][K]} and, behind them, biases {@code [K]}.
     * @param weights Where the weights begin.
     * @param out Receives {@code [N][P][Q][K]}.
     * @param outOffset Where that begins.
     * @param images N.
     */
    void convolve(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images);

    /**
     * Convolution, ReLU and 2x2 max-pooling in one pass. Only whole windows count; an odd last row or column is not
     * computed. The winner of a window is the first of its largest outputs, row by row, if that is above 0. Outputs are those
     * of {@link #convolve}; only 3x3 kernels over 8 channels and more add them up in the order of {@link ScalarWinograd}.
     * @param shape The geometry of the convolution; its stride is 1, as in all kernels of pooled convolutions.
     * @param in N images.
     * @param inOffset Where they begin.
     * @param parameters Holds weights {@code [C][R][S][K]} and, behind them, biases {@code [K]}.
     * @param weights Where the weights begin.
     * @param out Receives {@code [N][P/2][Q/2][K]}: the winner's value, or 0.
     * @param outOffset Where that begins.
     * @param winners Receives, in the same layout, 1, 2, 4 or 8 for winner 0 to 3 of the window, or 0 for none.
     * @param winnersOffset Where that begins.
     * @param images N.
     */
    void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images);

    /**
     * Weight and bias gradients of {@link #convolvePooled} for images of few channels, added to what is there:
     * {@code dWeight[c,r,s,k] += Σ n,window dOut[n,window,k]·in[n, winner's pixel + (r,s), c]} over the windows that have
     * a winner, images and windows in order; and the biases of {@link #pooledBiasGradient}.
     * @param shape The geometry of the convolution.
     * @param in N images.
     * @param inOffset Where they begin.
     * @param dOut Gradients {@code [N][P/2][Q/2][K]}.
     * @param dOutOffset Where they begin.
     * @param winners What {@link #convolvePooled} left.
     * @param winnersOffset Where they begin.
     * @param dWeights Receives weights {@code [C][R][S][K]} and, behind them, biases {@code [K]}.
     * @param dWeightsOffset Where that begins.
     * @param images N.
     */
    void pooledWeightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dWeights,
            int dWeightsOffset,
            int images);

    /**
     * Which windows of an image have a winner, filter by filter.
     * @param shape The geometry of the convolution.
     * @param winners What {@link #convolvePooled} left.
     * @param winnersOffset Where the first window's winners begin.
     * @param windows How many windows to look at, up to 32.
     * @param won Receives for each filter, up to a multiple of {@link #LANES}, a bit for each window: bit 0 for the first.
     */
    void pooledWindowsWon(ConvolutionShape shape, int[] winners, int winnersOffset, int windows, int[] won);

    /**
     * The same weight gradients as {@link #pooledWeightGradient}, for one image of many channels and left filter by filter.
     * @param shape The geometry of the convolution; its pixel stride must be a multiple of {@link #LANES}.
     * @param in The image.
     * @param inOffset Where it begins.
     * @param list The image's winners.
     * @param dWeights Receives {@code [K][R][S][pixelStride]}, added to what is there.
     * @param dWeightsOffset Where that begins.
     */
    void listedWeightGradient(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset);

    /**
     * Input gradient of {@link #convolvePooled} for one image: {@code dIn} is set to 0, then for each filter k and each
     * of its winners in order {@code dIn[winner's pixel + (r,s), c] += dOut[window,k]·weight[k,r,s,c]}.
     * @param shape The geometry of the convolution; its pixel stride must be a multiple of {@link #LANES}.
     * @param list The image's winners.
     * @param weightsByFilter The weights turned to {@code [K][R][S][pixelStride]}.
     * @param weights Where they begin.
     * @param dIn Receives {@code [H][W][pixelStride]}.
     * @param dInOffset Where that begins.
     */
    void listedInputGradient(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset);

    /**
     * Bias gradients of {@link #convolvePooled}, added to what is there: {@code dBias[k] += Σ n,window dOut[n,window,k]}
     * over the windows that have a winner, images and windows in order.
     * @param shape The geometry of the convolution.
     * @param dOut Gradients {@code [N][P/2][Q/2][K]}.
     * @param dOutOffset Where they begin.
     * @param winners What {@link #convolvePooled} left.
     * @param winnersOffset Where they begin.
     * @param dBiases Receives {@code [K]}.
     * @param dBiasesOffset Where that begins.
     * @param images N.
     */
    void pooledBiasGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dBiases,
            int dBiasesOffset,
            int images);

    /**
     * Weight and bias gradients of {@link #convolve}, added to what is there:
     * {@code dWeight[c,r,s,k] += Σ n,p,q in[n,p·stride+r,q·stride+s,c]·dOut[n,p,q,k]} and
     * {@code dBias[k] += Σ n,p,q dOut[n,p,q,k]}.
     * @param shape The geometry.
     * @param in N images.
     * @param inOffset Where they begin.
     * @param dOut Gradients {@code [N][P][Q][K]}.
     * @param dOutOffset Where they begin.
     * @param dParameters Receives gradients in the layout of the parameters.
     * @param dWeights Where the weight gradients begin; biases follow.
     * @param images N.
     */
    void weightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            float[] dParameters,
            int dWeights,
            int images);

    /**
     * Input gradient of {@link #convolve} for one image: {@code dIn} is set to 0, then for each r, s and each k in order
     * {@code dIn[p·stride+r,q·stride+s,c] += dOut[p,q,k]·weight[k,r,s,c]}.
     * @param shape The geometry; its pixel stride must be a multiple of {@link #LANES}.
     * @param dOut Gradients {@code [P][Q][K]}.
     * @param dOutOffset Where they begin.
     * @param weightsByFilter The weights turned to {@code [K][R][S][pixelStride]}.
     * @param weights Where they begin.
     * @param dIn Receives {@code [H][W][pixelStride]}.
     * @param dInOffset Where that begins.
     */
    void inputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] weightsByFilter,
            int weights,
            float[] dIn,
            int dInOffset);

    /**
     * Matrix product: {@code out[row,column] = start[column] + Σ t a[row,t]·b[t,column]}.
     * @param strides How far apart the elements lie.
     * @param depth The number of terms.
     * @param a The left matrix.
     * @param aOffset Where it begins.
     * @param b The right matrix.
     * @param bOffset Where it begins.
     * @param start The first value of each sum, one a column; not where {@code out} is, which is written more than once.
     * @param startOffset Where that begins.
     * @param out Receives the product.
     * @param outOffset Where it begins.
     * @param rows Rows of {@code a} and {@code out}.
     * @param columns Columns of {@code b} and {@code out}, a multiple of {@link #LANES}.
     */
    void multiply(
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
            int columns);

    /**
     * How far apart the elements of a product's matrices lie; the columns of {@code b} and {@code out} are adjacent.
     * @param aRow From a row of {@code a} to the next.
     * @param aTerm From a term of {@code a} to the next.
     * @param bTerm From a row of {@code b} to the next.
     * @param outRow From a row of {@code out} to the next.
     */
    record Strides(int aRow, int aTerm, int bTerm, int outRow) {}

    /**
     * Turns a matrix: {@code to[c][r] = from[r][c]}.
     * @param from Holds rows, {@code rowStride} apart.
     * @param at Where the first row begins.
     * @param rowStride Floats from a row to the next, at least {@code columns}.
     * @param to Receives columns, {@code columnStride} apart; what lies between them stays as it is. Must not overlap what is
     *     read.
     * @param place Where the first column goes.
     * @param columnStride Floats from a column to the next, at least {@code rows}.
     * @param rows The number of rows, at least 0.
     * @param columns The number of columns, at least 0.
     */
    void transpose(float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns);

    /**
     * ReLU in place: what is not above 0 becomes 0.
     * @param values The activations.
     * @param from The first index.
     * @param to One past the last index, a multiple of {@link #LANES} from the first.
     */
    void rectify(float[] values, int from, int to);

    /**
     * The gradient of ReLU in place: becomes 0 wherever the activation is not above 0.
     * @param activations What {@link #rectify} left.
     * @param activationsOffset Where they begin.
     * @param gradients Their gradients.
     * @param gradientsOffset Where they begin.
     * @param count How many, a multiple of {@link #LANES}.
     */
    void rectifyGradient(float[] activations, int activationsOffset, float[] gradients, int gradientsOffset, int count);

    /**
     * The exponential function in place, less a constant: {@code values[i] = eˣ - minus}, where x is {@code values[i]}
     * kept within -87 to 88. With minus 1 the result is accurate near 0 too. The error is below 2 units in the last place.
     *
     * <p>{@code eˣ = 2ᵏ·eʳ} with {@code r = x - k·ln 2}; a polynomial gives {@code p = eʳ - 1}, and the result is
     * {@code fma(2ᵏ, p, 2ᵏ - minus)}. All of it is float arithmetic with one order of operations.
     * @param values The arguments, replaced by the results.
     * @param from The first index.
     * @param to One past the last index.
     * @param minus What is subtracted: 0 or 1.
     */
    void exponential(float[] values, int from, int to, float minus);

    /**
     * The loops of optimisers.
     * @return The ones that go with these.
     */
    UpdateKernels updates();
}
