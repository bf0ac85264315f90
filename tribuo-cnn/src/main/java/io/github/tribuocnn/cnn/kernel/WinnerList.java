/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The pool winners of one image, filter by filter and windows in order: the first pixel of each winner and the
 * gradient that reaches it. Backward passes walk this list instead of testing every output. It grows to the largest layer
 * it has met and is then reused, so that steady training allocates nothing; one list serves one thread.
 */
public final class WinnerList {

    /** The number of each winner's first pixel within the image, counted row by row. */
    int[] pixels = new int[0];

    /** Where that pixel lies within the image: its number times the pixel stride, which the loops over winners need ready. */
    int[] offsets = new int[0];

    /** The gradient that reaches each winner. */
    float[] gradients = new float[0];

    /** One past the last winner of each filter. */
    private int[] ends = new int[0];

    /** Of some windows those with a winner, a bit each, filter by filter. */
    private int[] won = new int[0];

    /** A filter's winners have room for one in each window. */
    private int windows;

    /** An empty list. */
    public WinnerList() {}

    /**
     * Lists the winners of one image.
     * @param kernels Find the windows that have one.
     * @param shape The geometry of the convolution.
     * @param dOut Gradients {@code [P/2][Q/2][K]}.
     * @param dOutOffset Where they begin.
     * @param winners What {@link Kernels#convolvePooled} left.
     * @param winnersOffset Where they begin.
     */
    public void fill(
            Kernels kernels, ConvolutionShape shape, float[] dOut, int dOutOffset, int[] winners, int winnersOffset) {
        reserve(shape);
        int stride = shape.filterStride;
        for (int first = 0; first < windows; first += Integer.SIZE) {
            int count = Math.min(Integer.SIZE, windows - first);
            int row = first * stride;
            kernels.pooledWindowsWon(shape, winners, winnersOffset + row, count, won);
            for (int k = 0; k < shape.filters; k++) {
                add(shape, k, first, dOut, dOutOffset + row + k, winners, winnersOffset + row + k);
            }
        }
    }

    /** Goes from winner to winner. To look at every window would take a branch for each, and none could be predicted. */
    private void add(
            ConvolutionShape shape, int k, int firstWindow, float[] dOut, int dOutAt, int[] winners, int winnersAt) {
        int[] fromWindow = shape.winnersFromWindow;
        int stride = shape.filterStride;
        int end = ends[k];
        for (int rest = won[k]; rest != 0; rest &= rest - 1) {
            int window = Integer.numberOfTrailingZeros(rest);
            int at = window * stride;
            int pixel = shape.windowPixels[firstWindow + window] + fromWindow[winners[winnersAt + at]];
            pixels[end] = pixel;
            offsets[end] = pixel * shape.pixelStride;
            gradients[end] = dOut[dOutAt + at];
            end++;
        }
        ends[k] = end;
    }

    private void reserve(ConvolutionShape shape) {
        windows = shape.windows.length;
        int cells = windows * shape.filters;
        if (pixels.length < cells) {
            pixels = new int[cells];
            offsets = new int[cells];
            gradients = new float[cells];
        }
        if (ends.length < shape.filterStride) {
            ends = new int[shape.filterStride];
            won = new int[shape.filterStride];
        }
        for (int k = 0; k < shape.filters; k++) {
            ends[k] = from(k);
        }
    }

    /** The first winner of a filter. */
    int from(int filter) {
        return filter * windows;
    }

    /** One past the last winner of a filter. */
    int to(int filter) {
        return ends[filter];
    }

    /** The number of the output, 0 to 3, that a winner's bit stands for; any of them where there is no winner. */
    static int candidate(int winner) {
        return Integer.numberOfTrailingZeros(winner) & 3;
    }
}
