/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import java.util.Arrays;

/** Max-pooling over windows that do not overlap, of any size, where no convolution can take it in. */
final class MaxPoolLayer implements Layer {

    private final int index;
    private final int inWidth;
    private final int inHeight;
    private final int pixelStride;
    private final int height;
    private final int width;
    private final boolean inputLearns;

    MaxPoolLayer(int index, int inHeight, int inWidth, int pixelStride, int height, int width, boolean inputLearns) {
        this.index = index;
        this.inHeight = inHeight;
        this.inWidth = inWidth;
        this.pixelStride = pixelStride;
        this.height = height;
        this.width = width;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][H/height][W/width][C]; the first of the largest wins */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        int at = from * outStride();
        for (int n = from; n < to; n++) {
            for (int y = 0; y < inHeight / height; y++) {
                for (int x = 0; x < inWidth / width; x++) {
                    pool(workspace, workspace.in(index) + pixel(n, y * height, x * width), at);
                    at += pixelStride;
                }
            }
        }
    }

    private void pool(Workspace workspace, int first, int at) {
        float[] memory = workspace.memory();
        for (int c = 0; c < pixelStride; c++) {
            int winner = first + c;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int candidate = first + row * inWidth * pixelStride + column * pixelStride + c;
                    winner = memory[candidate] > memory[winner] ? candidate : winner;
                }
            }
            memory[workspace.out(index) + at + c] = memory[winner];
            workspace.winnerMemory()[workspace.winners(index) + at + c] = winner - workspace.in(index);
        }
    }

    private int pixel(int image, int row, int column) {
        return ((image * inHeight + row) * inWidth + column) * pixelStride;
    }

    /** dOut [N][H/height][W/width][C] → dIn [N][H][W][C]: each winner gets its window's gradient, the others 0 */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (!inputLearns) {
            return;
        }
        float[] memory = workspace.memory();
        int[] winners = workspace.winnerMemory();
        int dIn = workspace.inGradient(index);
        Arrays.fill(memory, dIn + pixel(from, 0, 0), dIn + pixel(to, 0, 0), 0f);
        for (int i = from * outStride(); i < to * outStride(); i++) {
            memory[dIn + winners[workspace.winners(index) + i]] = memory[workspace.outGradient(index) + i];
        }
    }

    @Override
    public int outStride() {
        return (inHeight / height) * (inWidth / width) * pixelStride;
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
