/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * Where the way of a residual's shortcut leaves that of its body: the shortcut reads the copy that this layer makes, the
 * body what this layer reads. Going backward, the body's gradient is there already and the shortcut's is added.
 */
final class ForkLayer implements Layer {

    private final int index;
    private final int stride;
    private final boolean inputLearns;

    ForkLayer(int index, int stride, boolean inputLearns) {
        this.index = index;
        this.stride = stride;
        this.inputLearns = inputLearns;
    }

    @Override
    public void forward(Workspace workspace, int from, int to) {
        System.arraycopy(
                workspace.memory(),
                workspace.in(index) + from * stride,
                workspace.memory(),
                workspace.out(index) + from * stride,
                (to - from) * stride);
    }

    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (inputLearns) {
            float[] memory = workspace.memory();
            int dIn = workspace.inGradient(index);
            int dOut = workspace.outGradient(index);
            for (int i = from * stride; i < to * stride; i++) {
                memory[dIn + i] += memory[dOut + i];
            }
        }
    }

    @Override
    public int outStride() {
        return stride;
    }

    @Override
    public int parameterCount() {
        return 0;
    }
}
