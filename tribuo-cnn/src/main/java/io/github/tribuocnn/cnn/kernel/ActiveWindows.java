/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/**
 * The pool windows of an image that meet anything but zeros. Over a blank part of an image a convolution is its bias, and
 * nothing there adds to a weight's gradient, so both can be had without computing them. Exact for finite weights, and
 * worth it wherever images have a background.
 *
 * <p>An instance is the working space of one thread.
 */
final class ActiveWindows {

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

    /** A bit for each pixel that is not 0. */
    private void markRows(ConvolutionShape shape, float[] in, int image) {
        for (int row = 0; row < shape.inHeight; row++) {
            int first = image + row * shape.rowStride();
            long mask = 0;
            for (int x = shape.inWidth - 1; x >= 0; x--) {
                // the sign is shifted out: -0 is blank too
                int bits = Float.floatToRawIntBits(in[first + x * shape.pixelStride]) << 1;
                mask = mask << 1 | ((bits | -bits) >>> 31);
            }
            masks[row] = mask;
        }
    }
}
