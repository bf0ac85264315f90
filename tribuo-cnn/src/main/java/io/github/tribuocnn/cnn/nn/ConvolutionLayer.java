/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.ConvolutionShape;
import org.jspecify.annotations.Nullable;

/**
 * Convolution with or without ReLU, where no 2x2 max-pooling follows that it could be joined with. With stride 1 its input
 * gradient is itself a convolution, with a stride it is not.
 */
final class ConvolutionLayer implements Layer {

    private final int index;
    private final ConvolutionShape shape;
    private final ConvolutionParameters parameters;
    private final boolean relu;
    private final boolean inputLearns;
    private final @Nullable ConvolutionShape transposed;

    ConvolutionLayer(
            int index, ConvolutionShape shape, ConvolutionParameters parameters, boolean relu, boolean inputLearns) {
        this.index = index;
        this.shape = shape;
        this.parameters = parameters;
        this.transposed = inputLearns && !shape.strided() ? shape.transposed() : null;
        this.relu = relu;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][P][Q][K] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        float[] memory = workspace.memory();
        int out = workspace.out(index);
        workspace.kernels.convolve(
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

    /** dOut [N][P][Q][K] → the part's dWeight and dBias, and dIn [N][H][W][C] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dOut = workspace.outGradient(index) + from * outStride();
        int share = workspace.side(index) + parameters.share(part);
        if (relu) {
            int out = workspace.out(index) + from * outStride();
            workspace.kernels.rectifyGradient(memory, out, memory, dOut, (to - from) * outStride());
        }
        workspace.kernels.weightGradient(
                shape,
                memory,
                workspace.in(index) + from * shape.imageStride(),
                memory,
                dOut,
                memory,
                share,
                to - from);
        if (inputLearns) {
            for (int n = from; n < to; n++) {
                if (transposed == null) {
                    stridedInputGradient(workspace, n);
                } else {
                    inputGradient(transposed, workspace, part, n);
                }
            }
        }
    }

    private void stridedInputGradient(Workspace workspace, int image) {
        workspace.kernels.inputGradient(
                shape,
                workspace.memory(),
                workspace.outGradient(index) + image * outStride(),
                workspace.memory(),
                workspace.turned(index),
                workspace.memory(),
                workspace.inGradient(index) + image * shape.imageStride());
    }

    /**
     * Convolves dOut with a border of zeros by the kernels turned by half a circle, from K channels to C filters.
     */
    private void inputGradient(ConvolutionShape transposed, Workspace workspace, int part, int image) {
        float[] memory = workspace.memory();
        int bordered = workspace.side(index) + (int) parameters.sharesSize() + part * transposed.imageStride();
        int border = shape.transposedBorder();
        int rowLength = shape.outWidth() * shape.filterStride();
        for (int row = 0; row < shape.outHeight(); row++) {
            System.arraycopy(
                    memory,
                    workspace.outGradient(index) + image * outStride() + row * rowLength,
                    memory,
                    bordered + border + row * transposed.rowStride(),
                    rowLength);
        }
        workspace.kernels.convolve(
                transposed,
                memory,
                bordered,
                memory,
                workspace.turned(index),
                memory,
                workspace.inGradient(index) + image * shape.imageStride(),
                1);
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
            parameters.turn(workspace, workspace.turned(index), from, to, transposed != null);
        }
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
        return parameters.sharesSize() + (transposed == null ? 0 : (long) Network.PARTS * transposed.imageStride());
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
