/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.ConvolutionShape;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.WinnerList;

/**
 * Convolution, ReLU and 2x2 max-pooling as one layer. Going backward it visits only the winners of the pool windows: no
 * other output has a gradient.
 */
final class PooledConvolutionLayer implements Layer {

    private final int index;
    private final ConvolutionShape shape;
    private final ConvolutionParameters parameters;
    private final boolean inputLearns;

    PooledConvolutionLayer(int index, ConvolutionShape shape, ConvolutionParameters parameters, boolean inputLearns) {
        this.index = index;
        this.shape = shape;
        this.parameters = parameters;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][P/2][Q/2][K] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        workspace.kernels.convolvePooled(
                shape,
                workspace.memory(),
                workspace.in(index) + from * shape.imageStride(),
                workspace.parameters,
                parameters.offset(),
                workspace.memory(),
                workspace.out(index) + from * outStride(),
                workspace.winnerMemory(),
                workspace.winners(index) + from * outStride(),
                to - from);
    }

    @Override
    public void begin(Workspace workspace, int part) {
        parameters.clearShare(workspace, workspace.side(index), part);
    }

    /** dOut [N][P/2][Q/2][K] → the part's dWeight and dBias, and dIn [N][H][W][C] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int share = workspace.side(index) + parameters.share(part);
        if (listed()) {
            backwardListed(workspace, part, from, to);
            workspace.kernels.pooledBiasGradient(
                    shape,
                    memory,
                    workspace.outGradient(index) + from * outStride(),
                    workspace.winnerMemory(),
                    workspace.winners(index) + from * outStride(),
                    memory,
                    share + parameters.weightSize(),
                    to - from);
        } else {
            workspace.kernels.pooledWeightGradient(
                    shape,
                    memory,
                    workspace.in(index) + from * shape.imageStride(),
                    memory,
                    workspace.outGradient(index) + from * outStride(),
                    workspace.winnerMemory(),
                    workspace.winners(index) + from * outStride(),
                    memory,
                    share,
                    to - from);
        }
    }

    private void backwardListed(Workspace workspace, int part, int from, int to) {
        Kernels kernels = workspace.kernels;
        WinnerList list = workspace.list(part);
        float[] memory = workspace.memory();
        int share = workspace.side(index) + parameters.share(part);
        for (int n = from; n < to; n++) {
            int in = n * shape.imageStride();
            int out = n * outStride();
            list.fill(
                    kernels,
                    shape,
                    memory,
                    workspace.outGradient(index) + out,
                    workspace.winnerMemory(),
                    workspace.winners(index) + out);
            kernels.listedWeightGradient(shape, memory, workspace.in(index) + in, list, memory, share);
            if (inputLearns) {
                kernels.listedInputGradient(
                        shape, list, memory, workspace.turned(index), memory, workspace.inGradient(index) + in);
            }
        }
    }

    /** With channels in whole vectors, lanes run over channels; otherwise they run over filters. */
    private boolean listed() {
        return parameters.layout() == ConvolutionParameters.Layout.BY_FILTER;
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
    public void derive(Workspace workspace, int from, int to) {
        if (inputLearns) {
            parameters.turn(workspace, workspace.turned(index), from, to, false);
        }
    }

    @Override
    public int outStride() {
        return shape.pooledStride();
    }

    @Override
    public int winnerStride() {
        return shape.pooledStride();
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
    public long turnedSize() {
        return inputLearns ? parameters.turnedSize() : 0;
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
