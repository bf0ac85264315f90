/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
    private long[] masks = new long[0];
    private int active;

    /**
     * Looks through one image. Images of several channels, or wider than the bits of a long, are taken to be active
     * everywhere.
     * @return The windows: first those to compute, {@link #active} of them, in order; then the blank ones, last first.
     */
    int[] find(ConvolutionShape shape, float[] in, int image) {
        if (windows.length != shape.windows.length || masks.length != shape.inHeight) {
            windows = new int[shape.windows.length];
            masks = new long[shape.inHeight];
        }
        if (shape.channels == 1 && shape.inWidth <= Long.SIZE) {
            markRows(shape, in, image);
        } else {
            Arrays.fill(masks, -1L);
        }
        int across = shape.outWidth / 2;
        long field = (1L << (shape.kernelWidth + 1)) - 1;
        int count = 0;
        int blank = windows.length - 1;
        for (int window = 0; window < windows.length; window += across) {
            long rows = 0;
            for (int row = 0; row <= shape.kernelHeight; row++) {
                rows |= masks[window / across * 2 + row];
            }
            for (int x = 0; x < across; x++, rows >>= 2) {
                long met = rows & field;
                int one = (int) (-met >>> 63);
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

    /** A bit for each pixel that is not 0; -0 is blank too. */
    private void markRows(ConvolutionShape shape, float[] in, int image) {
        if (shape.pixelStride == 1 && shape.inWidth >= STEP) {
            for (int row = 0; row < shape.inHeight; row++) {
                masks[row] = markVectors(in, image + row * shape.rowStride(), shape.inWidth);
            }
        } else {
            for (int row = 0; row < shape.inHeight; row++) {
                masks[row] = markPixels(in, image + row * shape.rowStride(), shape.inWidth, shape.pixelStride);
            }
        }
    }

    /** The last vector ends with the row; what it looks at twice it sees the same. */
    private static long markVectors(float[] in, int row, int width) {
        int last = width - STEP;
        long mask = FloatVector.fromArray(FLOATS, in, row + last)
                        .compare(VectorOperators.NE, 0f)
                        .toLong()
                << last;
        for (int x = 0; x < last; x += STEP) {
            mask |= FloatVector.fromArray(FLOATS, in, row + x)
                            .compare(VectorOperators.NE, 0f)
                            .toLong()
                    << x;
        }
        return mask;
    }

    private static long markPixels(float[] in, int row, int width, int pixelStride) {
        long mask = 0;
        for (int x = width - 1; x >= 0; x--) {
            // the sign is shifted out
            int bits = Float.floatToRawIntBits(in[row + x * pixelStride]) << 1;
            mask = mask << 1 | ((bits | -bits) >>> 31);
        }
        return mask;
    }
}
