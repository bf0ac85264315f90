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
        float[] in = workspace.in(index);
        float[] out = workspace.out(index);
        int[] winners = workspace.winners(index);
        int at = from * outStride();
        for (int n = from; n < to; n++) {
            for (int y = 0; y < inHeight / height; y++) {
                for (int x = 0; x < inWidth / width; x++) {
                    pool(in, pixel(n, y * height, x * width), out, winners, at);
                    at += pixelStride;
                }
            }
        }
    }

    private void pool(float[] in, int first, float[] out, int[] winners, int at) {
        for (int c = 0; c < pixelStride; c++) {
            int winner = first + c;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int candidate = first + row * inWidth * pixelStride + column * pixelStride + c;
                    winner = in[candidate] > in[winner] ? candidate : winner;
                }
            }
            out[at + c] = in[winner];
            winners[at + c] = winner;
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
        float[] dIn = workspace.inGradient(index);
        float[] dOut = workspace.outGradient(index);
        int[] winners = workspace.winners(index);
        Arrays.fill(dIn, pixel(from, 0, 0), pixel(to, 0, 0), 0f);
        for (int i = from * outStride(); i < to * outStride(); i++) {
            dIn[winners[i]] = dOut[i];
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
