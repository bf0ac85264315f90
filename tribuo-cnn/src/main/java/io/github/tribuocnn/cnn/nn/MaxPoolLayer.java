/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.PoolShape;

/** Max-pooling where no convolution can take it in. */
final class MaxPoolLayer implements Layer {

    private final int index;
    private final PoolShape shape;
    private final boolean inputLearns;

    MaxPoolLayer(int index, PoolShape shape, boolean inputLearns) {
        this.index = index;
        this.shape = shape;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][P][Q][C]; the first of the largest wins */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        workspace.kernels.maxPool(
                shape,
                workspace.memory(),
                workspace.in(index) + from * shape.imageStride(),
                workspace.memory(),
                workspace.out(index) + from * outStride(),
                workspace.winnerMemory(),
                workspace.winners(index) + from * outStride(),
                to - from);
    }

    /** dOut [N][P][Q][C] → dIn [N][H][W][C]: each winner gets its windows' gradients, the others 0 */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (inputLearns) {
            workspace.kernels.maxPoolGradient(
                    shape,
                    workspace.memory(),
                    workspace.outGradient(index) + from * outStride(),
                    workspace.winnerMemory(),
                    workspace.winners(index) + from * outStride(),
                    workspace.memory(),
                    workspace.inGradient(index) + from * shape.imageStride(),
                    to - from);
        }
    }

    @Override
    public int outStride() {
        return shape.outStride();
    }

    @Override
    public int winnerStride() {
        return outStride();
    }

    @Override
    public int parameterCount() {
        return 0;
    }
}
