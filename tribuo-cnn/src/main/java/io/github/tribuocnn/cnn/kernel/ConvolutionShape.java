/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/**
 * The geometry of one convolution without padding, and the offsets that follow from it.
 *
 * <p>Letters used throughout the kernels: H W input rows and columns, C input channels, R S kernel rows and columns,
 * K filters, P Q output rows and columns ({@code P = (H-R)/stride+1}, {@code Q = (W-S)/stride+1}). An image lies as {@code [H][W][C]}, with
 * {@code pixelStride >= C} floats from one pixel to the next. Filters are padded with zeros to
 * {@link Kernels#padded a multiple of 16}, so that kernels never meet a partial vector; weights lie as
 * {@code [C][R][S][padded K]}.
 */
public final class ConvolutionShape {

    /** From so many channels on, turning the tiles costs less than the products it saves. */
    private static final int WINOGRAD_CHANNELS = 8;

    final int inHeight;
    final int inWidth;
    final int channels;
    final int pixelStride;
    final int kernelHeight;
    final int kernelWidth;
    final int filters;
    final int filterStride;
    final int strideHeight;
    final int strideWidth;
    final int outHeight;
    final int outWidth;

    /** Offset of each weight's pixel from an output's first pixel, in (channel, row, column) order: C·R·S of them. */
    final int[] taps;

    /** Offset of each output's first pixel within an image, row by row: P·Q of them. */
    final int[] positions;

    /** Offset of the first pixel of each 2x2 block of outputs, row by row: (P/2)·(Q/2) of them. */
    final int[] windows;

    /** The same as numbers of pixels, counted row by row. */
    final int[] windowPixels;

    /** Offset of output 0..3 of a 2x2 block from the block's first pixel. */
    final int[] quad;

    /** The same in pixels and by winner, as {@link Kernels#convolvePooled} says: at 1, 2, 4 and 8; 0 for none. */
    final int[] winnersFromWindow;

    /** How images, weights and outputs lie as matrices, if the kernel is a single pixel and the stride 1. */
    final Kernels.Strides asProduct;

    /**
     * A convolution of images with C channels by K filters, with stride 1.
     * @param inHeight Input rows, at least the kernel's.
     * @param inWidth Input columns, at least the kernel's.
     * @param channels Input channels, at least 1.
     * @param pixelStride Floats from one input pixel to the next, at least {@code channels}.
     * @param kernelHeight Kernel rows, at least 1.
     * @param kernelWidth Kernel columns, at least 1.
     * @param filters Filters, at least 1.
     */
    public ConvolutionShape(
            int inHeight, int inWidth, int channels, int pixelStride, int kernelHeight, int kernelWidth, int filters) {
        this(inHeight, inWidth, channels, pixelStride, kernelHeight, kernelWidth, filters, 1, 1);
    }

    /**
     * A convolution of images with C channels by K filters.
     * @param inHeight Input rows, at least the kernel's.
     * @param inWidth Input columns, at least the kernel's.
     * @param channels Input channels, at least 1.
     * @param pixelStride Floats from one input pixel to the next, at least {@code channels}.
     * @param kernelHeight Kernel rows, at least 1.
     * @param kernelWidth Kernel columns, at least 1.
     * @param filters Filters, at least 1.
     * @param strideHeight Rows from one position of the kernel to the next, at least 1.
     * @param strideWidth Columns from one position of the kernel to the next, at least 1.
     */
    public ConvolutionShape(
            int inHeight,
            int inWidth,
            int channels,
            int pixelStride,
            int kernelHeight,
            int kernelWidth,
            int filters,
            int strideHeight,
            int strideWidth) {
        this.inHeight = inHeight;
        this.inWidth = inWidth;
        this.channels = channels;
        this.pixelStride = pixelStride;
        this.kernelHeight = kernelHeight;
        this.kernelWidth = kernelWidth;
        this.filters = filters;
        this.filterStride = Kernels.padded(filters);
        this.strideHeight = strideHeight;
        this.strideWidth = strideWidth;
        this.outHeight = Math.floorDiv(inHeight - kernelHeight, strideHeight) + 1;
        this.outWidth = Math.floorDiv(inWidth - kernelWidth, strideWidth) + 1;
        if (outHeight < 1 || outWidth < 1 || channels < 1 || pixelStride < channels || filters < 1) {
            throw new IllegalArgumentException("Impossible convolution: " + this);
        }
        this.asProduct = new Kernels.Strides(pixelStride, 1, filterStride, filterStride);
        this.taps = taps();
        int right = strideWidth * pixelStride;
        int down = strideHeight * rowStride();
        this.positions = grid(outHeight, outWidth, down, right);
        this.windows = grid(outHeight / 2, outWidth / 2, 2 * down, 2 * right);
        this.quad = new int[] {0, right, down, down + right};
        int row = strideHeight * inWidth;
        this.windowPixels = grid(outHeight / 2, outWidth / 2, 2 * row, 2 * strideWidth);
        this.winnersFromWindow = new int[] {0, 0, strideWidth, 0, row, 0, 0, 0, row + strideWidth};
    }

    /**
     * The convolution that takes gradients of the outputs, with a border of zeros around them, back to the inputs, if the
     * stride is 1.
     * @return A convolution of K channels by C filters, its input R-1 rows and S-1 columns larger on every side.
     */
    public ConvolutionShape transposed() {
        return new ConvolutionShape(
                outHeight + 2 * (kernelHeight - 1),
                outWidth + 2 * (kernelWidth - 1),
                filters,
                filterStride,
                kernelHeight,
                kernelWidth,
                channels);
    }

    /**
     * The same convolution of images that hold its channels alone, padded to whole vectors.
     * @return A shape that differs in the pixel stride.
     */
    public ConvolutionShape repacked() {
        return new ConvolutionShape(
                inHeight,
                inWidth,
                channels,
                Kernels.padded(channels),
                kernelHeight,
                kernelWidth,
                filters,
                strideHeight,
                strideWidth);
    }

    /**
     * Where the first output lies within the border of {@link #transposed}.
     * @return The offset of row R-1, column S-1.
     */
    public int transposedBorder() {
        return ((kernelHeight - 1) * (outWidth + 2 * (kernelWidth - 1)) + kernelWidth - 1) * filterStride;
    }

    private int[] taps() {
        int[] offsets = new int[weightsPerFilter()];
        int tap = 0;
        for (int c = 0; c < channels; c++) {
            for (int r = 0; r < kernelHeight; r++) {
                for (int s = 0; s < kernelWidth; s++) {
                    offsets[tap++] = r * rowStride() + s * pixelStride + c;
                }
            }
        }
        return offsets;
    }

    private static int[] grid(int height, int width, int down, int right) {
        int[] offsets = new int[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                offsets[y * width + x] = y * down + x * right;
            }
        }
        return offsets;
    }

    /**
     * Whether the kernel passes over positions.
     * @return Whether a stride is above 1.
     */
    public boolean strided() {
        return strideHeight > 1 || strideWidth > 1;
    }

    /** Whether its pooled outputs are made by Winograd's filtering, which pays where there are many channels. */
    boolean byWinograd() {
        return kernelHeight == 3 && kernelWidth == 3 && !strided() && channels >= WINOGRAD_CHANNELS;
    }

    /**
     * Floats from one input row to the next.
     * @return W times the pixel stride.
     */
    public int rowStride() {
        return inWidth * pixelStride;
    }

    /**
     * Floats of one input image.
     * @return H times the row stride.
     */
    public int imageStride() {
        return inHeight * rowStride();
    }

    /**
     * The number of weights each filter has.
     * @return C·R·S.
     */
    public int weightsPerFilter() {
        return channels * kernelHeight * kernelWidth;
    }

    /**
     * Input channels.
     * @return C.
     */
    public int channels() {
        return channels;
    }

    /**
     * Filters.
     * @return K, without padding.
     */
    public int filters() {
        return filters;
    }

    /**
     * Floats from one input pixel to the next.
     * @return At least C.
     */
    public int pixelStride() {
        return pixelStride;
    }

    /**
     * Floats from one filter to the next (padding included) at one output pixel.
     * @return The padded K.
     */
    public int filterStride() {
        return filterStride;
    }

    /**
     * Output rows.
     * @return P.
     */
    public int outHeight() {
        return outHeight;
    }

    /**
     * Output columns.
     * @return Q.
     */
    public int outWidth() {
        return outWidth;
    }

    /**
     * Floats of one output image before pooling.
     * @return P·Q times the padded K.
     */
    public int outStride() {
        return positions.length * filterStride;
    }

    /**
     * Floats of one output image after 2x2 pooling.
     * @return (P/2)·(Q/2) times the padded K.
     */
    public int pooledStride() {
        return windows.length * filterStride;
    }

    @Override
    public String toString() {
        return inHeight + "x" + inWidth + "x" + channels + " (pixel stride " + pixelStride + ") by " + filters
                + " filters of " + kernelHeight + "x" + kernelWidth + ", stride " + strideHeight + "x" + strideWidth;
    }
}
