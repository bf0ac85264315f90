/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The geometry of one pooling: windows over images {@code [H][W][pixelStride]}, which may overlap, leave gaps, and reach
 * beyond the image; only what lies inside counts.
 *
 * @param inHeight Input rows, at least 1.
 * @param inWidth Input columns, at least 1.
 * @param pixelStride Floats from one pixel to the next, of the input as of the output.
 * @param height Rows of the window, at least 1.
 * @param width Columns of the window, at least 1.
 * @param strideHeight Rows from one window to the next, at least 1.
 * @param strideWidth Columns from one window to the next, at least 1.
 * @param top Rows by which the first window begins above the image, below the window's height.
 * @param left Columns by which it begins before the image, below the window's width.
 * @param outHeight Rows of windows, P; each window must meet the image.
 * @param outWidth Columns of windows, Q.
 */
public record PoolShape(
        int inHeight,
        int inWidth,
        int pixelStride,
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        int top,
        int left,
        int outHeight,
        int outWidth) {

    /**
     * Floats of one input image.
     * @return H·W times the pixel stride.
     */
    public int imageStride() {
        return inHeight * inWidth * pixelStride;
    }

    /**
     * Floats of one output image.
     * @return P·Q times the pixel stride.
     */
    public int outStride() {
        return outHeight * outWidth * pixelStride;
    }

    /** The first image row of a row of windows. */
    int firstRow(int y) {
        return Math.max(0, y * strideHeight - top);
    }

    /** One past the last image row of a row of windows. */
    int endRow(int y) {
        return (int) Math.min(inHeight, (long) y * strideHeight - top + height);
    }

    /** The first image column of a column of windows. */
    int firstColumn(int x) {
        return Math.max(0, x * strideWidth - left);
    }

    /** One past the last image column of a column of windows. */
    int endColumn(int x) {
        return (int) Math.min(inWidth, (long) x * strideWidth - left + width);
    }

    /** Pixels of a window that lie in the image. */
    int count(int y, int x) {
        return (endRow(y) - firstRow(y)) * (endColumn(x) - firstColumn(x));
    }

    /** Where a pixel lies in its image. */
    int pixel(int row, int column) {
        return (row * inWidth + column) * pixelStride;
    }
}
