/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pool windows of an image that meet anything but zeros. Over a blank part of an image a convolution is its bias, and
 * nothing there adds to a weight's gradient, so both can be had without computing them. Exact for finite weights, and
 * worth it wherever images have a background.
 *
 * <p>An instance is the working space of one thread.
 */
final class ActiveWindows {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    private int[] windows = new int[0];

    /** Of the row of windows at hand, for each column: 0 if a window that begins there is blank. */
    private int[] met = new int[0];

    private int active;

    /**
     * Looks through one image. Images of several channels are taken to be active everywhere, and so are all images under
     * kernels of other sizes than 3x3.
     * @param shape A convolution.
     * @return The windows: first those to compute, {@link #active} of them, in order; then the blank ones, last first.
     */
    int[] find(ConvolutionShape shape, float[] in, int image) {
        if (windows.length != shape.windows.length || met.length != shape.inWidth) {
            windows = new int[shape.windows.length];
            met = new int[shape.inWidth];
        }
        Arrays.fill(met, 1);
        boolean looking = shape.channels == 1 && shape.kernelHeight == 3 && shape.kernelWidth == 3;
        int across = shape.outWidth / 2;
        int count = 0;
        int blank = windows.length - 1;
        for (int window = 0; window < windows.length; window += across) {
            if (looking) {
                meet(shape, in, image + shape.windows[window]);
            }
            for (int x = 0; x < across; x++) {
                // the sign is shifted out: -0 is blank too
                int bits = met[2 * x] << 1;
                int one = (bits | -bits) >>> 31;
                // one of the two places is written for good; which one no branch could predict
                windows[count] = window + x;
                windows[blank] = one == 0 ? window + x : windows[blank];
                count += one;
                blank -= 1 - one;
            }
        }
        active = count;
        return windows;
    }

    /** The number of windows that are not blank. */
    int active() {
        return active;
    }

    /** Lays the bits of all 16 pixels of a window over each other, for each window that begins in this row of pixels. */
    private void meet(ConvolutionShape shape, float[] in, int row) {
        int last = shape.inWidth - 3 - STEP;
        if (shape.pixelStride == 1 && last >= 0) {
            for (int x = 0; x < last; x += STEP) {
                meetVectors(in, row + x, shape.rowStride(), met, x);
            }
            // what this vector looks at twice it sees the same
            meetVectors(in, row + last, shape.rowStride(), met, last);
        } else {
            meetPixels(shape, in, row);
        }
    }

    private static void meetVectors(float[] in, int row0, int down, int[] met, int at) {
        int row1 = row0 + down;
        int row2 = row1 + down;
        int row3 = row2 + down;
        IntVector column0 = FloatVector.fromArray(FLOATS, in, row0).viewAsIntegralLanes();
        column0 = column0.or(FloatVector.fromArray(FLOATS, in, row1).viewAsIntegralLanes());
        column0 = column0.or(FloatVector.fromArray(FLOATS, in, row2).viewAsIntegralLanes());
        column0 = column0.or(FloatVector.fromArray(FLOATS, in, row3).viewAsIntegralLanes());
        IntVector column1 = FloatVector.fromArray(FLOATS, in, row0 + 1).viewAsIntegralLanes();
        column1 = column1.or(FloatVector.fromArray(FLOATS, in, row1 + 1).viewAsIntegralLanes());
        column1 = column1.or(FloatVector.fromArray(FLOATS, in, row2 + 1).viewAsIntegralLanes());
        column1 = column1.or(FloatVector.fromArray(FLOATS, in, row3 + 1).viewAsIntegralLanes());
        IntVector column2 = FloatVector.fromArray(FLOATS, in, row0 + 2).viewAsIntegralLanes();
        column2 = column2.or(FloatVector.fromArray(FLOATS, in, row1 + 2).viewAsIntegralLanes());
        column2 = column2.or(FloatVector.fromArray(FLOATS, in, row2 + 2).viewAsIntegralLanes());
        column2 = column2.or(FloatVector.fromArray(FLOATS, in, row3 + 2).viewAsIntegralLanes());
        IntVector column3 = FloatVector.fromArray(FLOATS, in, row0 + 3).viewAsIntegralLanes();
        column3 = column3.or(FloatVector.fromArray(FLOATS, in, row1 + 3).viewAsIntegralLanes());
        column3 = column3.or(FloatVector.fromArray(FLOATS, in, row2 + 3).viewAsIntegralLanes());
        column3 = column3.or(FloatVector.fromArray(FLOATS, in, row3 + 3).viewAsIntegralLanes());
        column0.or(column1).or(column2.or(column3)).intoArray(met, at);
    }

    private void meetPixels(ConvolutionShape shape, float[] in, int row) {
        for (int x = 0; x + 3 < shape.inWidth; x += 2) {
            int bits = 0;
            for (int r = 0; r < 4; r++) {
                int pixel = row + r * shape.rowStride() + x * shape.pixelStride;
                for (int c = 0; c < 4; c++, pixel += shape.pixelStride) {
                    bits |= Float.floatToRawIntBits(in[pixel]);
                }
            }
            met[x] = bits;
        }
    }
}
