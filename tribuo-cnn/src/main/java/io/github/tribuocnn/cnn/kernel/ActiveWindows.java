/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.INT_VECTOR;

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
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;
    private static final int STEP = VectorKernels.STEP;

    private int[] windows = new int[0];

    /** Of each pixel its bits and those of the three below it, laid over each other. */
    private int[] columns = new int[0];

    /** Of each pixel those of the 4x4 pixels that begin with it: 0, or the sign alone, if a window there is blank. */
    private int[] squares = new int[0];

    private int active;

    /**
     * Looks through one image. All windows are taken to be active in images of more than one float a pixel, in images with
     * fewer places for a window than a vector has lanes, and under kernels of other sizes than 3x3.
     * @param shape A convolution.
     * @return The windows: first those to compute, {@link #active} of them, in order; then the blank ones, last first.
     */
    int[] find(ConvolutionShape shape, float[] in, int image) {
        int count = shape.windows.length;
        if (windows.length != count) {
            windows = new int[count];
        }
        // pixels where a window may begin
        int places = count == 0 ? 0 : shape.windows[count - 1] + 1;
        boolean looking = shape.kernelHeight == 3 && shape.kernelWidth == 3 && shape.pixelStride == 1;
        if (looking && places >= STEP) {
            reserve(places + 3);
            overlay(in, image, shape.rowStride(), places);
            active = sort(shape.windows, squares, windows);
        } else {
            Arrays.setAll(windows, window -> window);
            active = count;
        }
        return windows;
    }

    /** The number of windows that are not blank. */
    int active() {
        return active;
    }

    private void reserve(int pixels) {
        if (columns.length < pixels) {
            columns = new int[pixels];
            squares = new int[pixels];
        }
    }

    /** Row by row without a break: what runs over the end of a row belongs to no window. */
    private void overlay(float[] in, int image, int down, int places) {
        int pixels = places + 3;
        for (int i = 0; i < pixels - STEP; i += STEP) {
            overlayRows(in, image + i, down, columns, i);
        }
        // what the last vectors look at twice they see the same
        overlayRows(in, image + pixels - STEP, down, columns, pixels - STEP);
        for (int i = 0; i < places - STEP; i += STEP) {
            overlayColumns(columns, squares, i);
        }
        overlayColumns(columns, squares, places - STEP);
    }

    private static void overlayRows(float[] in, int row0, int down, int[] columns, int at) {
        int row1 = row0 + down;
        int row2 = row1 + down;
        int row3 = row2 + down;
        IntVector bits0 = FloatVector.fromArray(FLOATS, in, row0).viewAsIntegralLanes();
        IntVector bits1 = FloatVector.fromArray(FLOATS, in, row1).viewAsIntegralLanes();
        IntVector bits2 = FloatVector.fromArray(FLOATS, in, row2).viewAsIntegralLanes();
        IntVector bits3 = FloatVector.fromArray(FLOATS, in, row3).viewAsIntegralLanes();
        INT_VECTOR.cast(bits0.or(bits1).or(bits2.or(bits3))).intoArray(columns, at);
    }

    private static void overlayColumns(int[] columns, int[] squares, int at) {
        IntVector bits0 = IntVector.fromArray(INTS, columns, at);
        IntVector bits1 = IntVector.fromArray(INTS, columns, at + 1);
        IntVector bits2 = IntVector.fromArray(INTS, columns, at + 2);
        IntVector bits3 = IntVector.fromArray(INTS, columns, at + 3);
        INT_VECTOR.cast(bits0.or(bits1).or(bits2.or(bits3))).intoArray(squares, at);
    }

    /** Gives the number of active windows. Without a branch, which no processor could predict. */
    private static int sort(int[] pixels, int[] squares, int[] windows) {
        int count = 0;
        int blank = pixels.length - 1;
        for (int window = 0; window < pixels.length; window++) {
            // the sign is shifted out: -0 is blank too
            int bits = squares[pixels[window]] << 1;
            int one = (bits | -bits) >>> 31;
            // one of the two is written for good; the other place belongs to a later window
            windows[count] = window;
            windows[blank] = window;
            count += one;
            blank += one - 1;
        }
        return count;
    }
}
