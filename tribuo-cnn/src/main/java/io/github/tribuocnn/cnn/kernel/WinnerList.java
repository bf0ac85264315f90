/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The pool winners of one image, filter by filter and windows in order: where each winner's first pixel lies and the
 * gradient that reaches it. Backward passes walk this list instead of testing every output. It grows to the largest layer
 * it has met and is then reused, so that steady training allocates nothing; one list serves one thread.
 */
public final class WinnerList {

    /** Offset of each winner's first pixel within the image. */
    int[] offsets = new int[0];

    /** The gradient that reaches each winner. */
    float[] gradients = new float[0];

    private int[] starts = new int[0];

    /** An empty list. */
    public WinnerList() {}

    /**
     * Lists the winners of one image.
     * @param shape The geometry of the convolution.
     * @param dOut Gradients {@code [P/2][Q/2][K]}.
     * @param dOutOffset Where they begin.
     * @param winners What {@link Kernels#convolvePooled} left.
     * @param winnersOffset Where they begin.
     */
    public void fill(ConvolutionShape shape, float[] dOut, int dOutOffset, int[] winners, int winnersOffset) {
        reserve(shape);
        int[] windows = shape.windows;
        int[] places = offsets;
        float[] values = gradients;
        int[] fromWindow = shape.winnersFromWindow;
        int count = 0;
        for (int k = 0; k < shape.filters; k++) {
            starts[k] = count;
            int at = k;
            for (int window : windows) {
                int winner = winners[winnersOffset + at];
                // written before it is known to count, so that the loop has no unpredictable branch
                places[count] = window + fromWindow[winner];
                values[count] = dOut[dOutOffset + at];
                count += -winner >>> 31;
                at += shape.filterStride;
            }
        }
        starts[shape.filters] = count;
    }

    private void reserve(ConvolutionShape shape) {
        int cells = shape.windows.length * shape.filters + 1;
        if (offsets.length < cells) {
            offsets = new int[cells];
            gradients = new float[cells];
        }
        if (starts.length <= shape.filters) {
            starts = new int[shape.filters + 1];
        }
    }

    /** The first winner of a filter. */
    int from(int filter) {
        return starts[filter];
    }

    /** One past the last winner of a filter. */
    int to(int filter) {
        return starts[filter + 1];
    }

    /** The number of the output, 0 to 3, that a winner's bit stands for; any of them where there is no winner. */
    static int candidate(int winner) {
        return Integer.numberOfTrailingZeros(winner) & 3;
    }
}
