/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * Convolutions of each channel by a filter of its own. A shape describes them as one of a single channel and K filters
 * over pixels of {@code pixelStride >= K} floats; filter k reads channel k. Weights lie as {@code [R][S][padded K]}.
 * Each method as it stands here is the specification.
 */
interface DepthwiseKernels {

    /**
     * Convolution: {@code out[n,p,q,k] = bias[k] + Σ r,s in[n,p·stride+r,q·stride+s,k]·weight[r,s,k]}; padding lanes
     * become 0.
     * @param shape The geometry.
     * @param in N images.
     * @param inOffset Where they begin.
     * @param parameters Holds weights {@code [R][S][K]} and, behind them, biases {@code [K]}.
     * @param weights Where the weights begin.
     * @param out Receives {@code [N][P][Q][K]}.
     * @param outOffset Where that begins.
     * @param images N.
     */
    default void convolveDepthwise(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        ScalarDepthwise.convolve(shape, in, inOffset, parameters, weights, out, outOffset, images);
    }

    /**
     * Weight and bias gradients, added to what is there:
     * {@code dWeight[r,s,k] += Σ n,p,q in[n,p·stride+r,q·stride+s,k]·dOut[n,p,q,k]} and
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
    default void depthwiseWeightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            float[] dParameters,
            int dWeights,
            int images) {
        ScalarDepthwise.weightGradient(shape, in, inOffset, dOut, dOutOffset, dParameters, dWeights, images);
    }

    /**
     * Input gradient: {@code dIn} is set to 0, then for each r, s in order
     * {@code dIn[n,p·stride+r,q·stride+s,k] += dOut[n,p,q,k]·weight[r,s,k]}.
     * @param shape The geometry; its pixel stride must be the padded K.
     * @param dOut Gradients {@code [N][P][Q][K]}.
     * @param dOutOffset Where they begin.
     * @param parameters Holds weights {@code [R][S][K]}.
     * @param weights Where the weights begin.
     * @param dIn Receives {@code [N][H][W][K]}.
     * @param dInOffset Where that begins.
     * @param images N.
     */
    default void depthwiseInputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] parameters,
            int weights,
            float[] dIn,
            int dInOffset,
            int images) {
        ScalarDepthwise.inputGradient(shape, dOut, dOutOffset, parameters, weights, dIn, dInOffset, images);
    }
}
