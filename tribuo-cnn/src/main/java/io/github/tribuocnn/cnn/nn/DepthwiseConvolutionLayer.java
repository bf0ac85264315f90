/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.ConvolutionShape;

/** Convolution of each channel by a filter of its own, with or without ReLU. */
final class DepthwiseConvolutionLayer implements Layer {

    private final int index;
    private final ConvolutionShape shape;
    private final ConvolutionParameters parameters;
    private final boolean relu;
    private final boolean inputLearns;

    /**
     * @param shape As {@link io.github.tribuocnn.cnn.kernel.Kernels#convolveDepthwise} wants it.
     */
    DepthwiseConvolutionLayer(
            int index, ConvolutionShape shape, ConvolutionParameters parameters, boolean relu, boolean inputLearns) {
        this.index = index;
        this.shape = shape;
        this.parameters = parameters;
        this.relu = relu;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][P][Q][C] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        float[] memory = workspace.memory();
        int out = workspace.out(index);
        workspace.kernels.convolveDepthwise(
                shape,
                memory,
                workspace.in(index) + from * shape.imageStride(),
                workspace.parameters,
                parameters.offset(),
                memory,
                out + from * outStride(),
                to - from);
        if (relu) {
            workspace.kernels.rectify(memory, out + from * outStride(), out + to * outStride());
        }
    }

    @Override
    public void begin(Workspace workspace, int part) {
        parameters.clearShare(workspace, workspace.side(index), part);
    }

    /** dOut [N][P][Q][C] → the part's dWeight and dBias, and dIn [N][H][W][C] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dOut = workspace.outGradient(index) + from * outStride();
        int share = workspace.side(index) + parameters.share(part);
        if (relu) {
            int out = workspace.out(index) + from * outStride();
            workspace.kernels.rectifyGradient(memory, out, memory, dOut, (to - from) * outStride());
        }
        workspace.kernels.depthwiseWeightGradient(
                shape,
                memory,
                workspace.in(index) + from * shape.imageStride(),
                memory,
                dOut,
                memory,
                share,
                to - from);
        if (inputLearns) {
            workspace.kernels.depthwiseInputGradient(
                    shape,
                    memory,
                    dOut,
                    workspace.parameters,
                    parameters.offset(),
                    memory,
                    workspace.inGradient(index) + from * shape.imageStride(),
                    to - from);
        }
    }

    @Override
    public void join(Workspace workspace, int part, int other) {
        parameters.join(workspace, workspace.side(index), part, other);
    }

    @Override
    public void gather(Workspace workspace, int part) {
        parameters.gather(workspace, workspace.side(index), part);
    }

    @Override
    public int firstFinal(int part) {
        return parameters.firstFinal(part);
    }

    @Override
    public int outStride() {
        return shape.outStride();
    }

    @Override
    public int parameterCount() {
        return parameters.size();
    }

    @Override
    public long sideSize() {
        return parameters.sharesSize();
    }

    @Override
    public void pack(float[] canonical, float[] packed) {
        parameters.pack(canonical, packed);
    }

    @Override
    public void unpack(float[] packed, float[] canonical) {
        parameters.unpack(packed, canonical);
    }
}
