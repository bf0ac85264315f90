/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import java.util.Arrays;

/** A function of each value for itself. */
final class ElementwiseLayer implements Layer {

    private final int index;
    private final Nonlinearity function;
    private final int pixels;
    private final int channels;
    private final int pixelStride;
    private final boolean inputLearns;

    ElementwiseLayer(int index, Nonlinearity function, Form form, boolean inputLearns) {
        this.index = index;
        this.function = function;
        this.pixels = form.height() * form.width();
        this.channels = form.channels();
        this.pixelStride = form.pixelStride();
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][H][W][C] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        int first = from * outStride();
        int out = workspace.out(index) + first;
        function.apply(
                workspace.kernels, workspace.memory(), workspace.in(index) + first, out, (to - from) * outStride());
        if (channels < pixelStride) {
            clearPadding(workspace.memory(), out, (to - from) * pixels);
        }
    }

    /** Not every function of 0 is 0, but padding must be. */
    private void clearPadding(float[] memory, int first, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            int at = first + pixel * pixelStride;
            Arrays.fill(memory, at + channels, at + pixelStride, 0f);
        }
    }

    /** dOut [N][H][W][C] → dIn [N][H][W][C] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (inputLearns) {
            int first = from * outStride();
            function.differentiate(
                    workspace.kernels,
                    workspace.memory(),
                    workspace.in(index) + first,
                    workspace.out(index) + first,
                    workspace.outGradient(index) + first,
                    workspace.inGradient(index) + first,
                    (to - from) * outStride());
        }
    }

    @Override
    public int outStride() {
        return pixels * pixelStride;
    }

    @Override
    public int parameterCount() {
        return 0;
    }
}
