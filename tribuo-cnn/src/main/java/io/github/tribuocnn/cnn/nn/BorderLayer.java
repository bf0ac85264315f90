/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Border;

/** Zeros around an image, for the convolution behind it. */
final class BorderLayer implements Layer {

    private final int index;
    private final int height;
    private final int rowLength;
    private final int wideRow;
    private final int wideHeight;
    private final int first;
    private final boolean inputLearns;

    BorderLayer(int index, int height, int width, int pixelStride, Border border, boolean inputLearns) {
        this.index = index;
        this.height = height;
        this.rowLength = width * pixelStride;
        this.wideRow = (border.left() + width + border.right()) * pixelStride;
        this.wideHeight = border.top() + height + border.bottom();
        this.first = border.top() * wideRow + border.left() * pixelStride;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][top+H+bottom][left+W+right][C], whose border is 0 from the start and never written */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        float[] memory = workspace.memory();
        for (int n = from; n < to; n++) {
            int in = workspace.in(index) + n * height * rowLength;
            int out = workspace.out(index) + n * outStride() + first;
            for (int row = 0; row < height; row++) {
                System.arraycopy(memory, in + row * rowLength, memory, out + row * wideRow, rowLength);
            }
        }
    }

    /** dOut [N][top+H+bottom][left+W+right][C] → dIn [N][H][W][C] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (!inputLearns) {
            return;
        }
        float[] memory = workspace.memory();
        for (int n = from; n < to; n++) {
            int dIn = workspace.inGradient(index) + n * height * rowLength;
            int dOut = workspace.outGradient(index) + n * outStride() + first;
            for (int row = 0; row < height; row++) {
                System.arraycopy(memory, dOut + row * wideRow, memory, dIn + row * rowLength, rowLength);
            }
        }
    }

    @Override
    public int outStride() {
        return wideHeight * wideRow;
    }

    @Override
    public int parameterCount() {
        return 0;
    }
}
