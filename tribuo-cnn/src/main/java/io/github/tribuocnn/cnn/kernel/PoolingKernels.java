/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/** Pooling over windows of any size and stride. Each method as it stands here is the specification. */
interface PoolingKernels {

    /**
     * Max-pooling: the first of the largest values, row by row, of what of each window lies in the image.
     * @param shape The geometry; letters N H W C P Q as in {@link ConvolutionShape}, C the pixel stride.
     * @param in N images {@code [H][W][C]} of finite values.
     * @param inOffset Where they begin.
     * @param out Receives {@code [N][P][Q][C]}.
     * @param outOffset Where that begins.
     * @param winners Receives, in the same layout, how far behind its image's first the winning pixel begins.
     * @param winnersOffset Where that begins.
     * @param images N.
     */
    default void maxPool(
            PoolShape shape,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        ScalarPooling.max(shape, in, inOffset, out, outOffset, winners, winnersOffset, images);
    }

    /**
     * Input gradient of {@link #maxPool}: {@code dIn} is set to 0, then each window's gradient is added where its winner
     * was, windows in order.
     * @param shape The geometry.
     * @param dOut Gradients {@code [N][P][Q][C]}.
     * @param dOutOffset Where they begin.
     * @param winners What {@link #maxPool} left.
     * @param winnersOffset Where they begin.
     * @param dIn Receives {@code [N][H][W][C]}.
     * @param dInOffset Where that begins.
     * @param images N.
     */
    default void maxPoolGradient(
            PoolShape shape,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dIn,
            int dInOffset,
            int images) {
        int channels = shape.pixelStride();
        int windows = shape.outStride() / channels;
        Arrays.fill(dIn, dInOffset, dInOffset + images * shape.imageStride(), 0f);
        int at = 0;
        for (int n = 0; n < images; n++) {
            int image = dInOffset + n * shape.imageStride();
            for (int window = 0; window < windows; window++) {
                for (int c = 0; c < channels; c++, at++) {
                    dIn[image + winners[winnersOffset + at] + c] += dOut[dOutOffset + at];
                }
            }
        }
    }

    /**
     * Average pooling: the sum, row by row and from 0, of what of each window lies in the image, divided by the number of
     * those pixels.
     * @param shape The geometry.
     * @param in N images {@code [H][W][C]}.
     * @param inOffset Where they begin.
     * @param out Receives {@code [N][P][Q][C]}.
     * @param outOffset Where that begins.
     * @param images N.
     */
    default void averagePool(PoolShape shape, float[] in, int inOffset, float[] out, int outOffset, int images) {
        ScalarPooling.average(shape, in, inOffset, out, outOffset, images);
    }

    /**
     * Input gradient of {@link #averagePool}: {@code dIn} is set to 0, then each window's gradient, divided by the number
     * of its pixels, is added to each of them, windows in order.
     * @param shape The geometry.
     * @param dOut Gradients {@code [N][P][Q][C]}.
     * @param dOutOffset Where they begin.
     * @param dIn Receives {@code [N][H][W][C]}.
     * @param dInOffset Where that begins.
     * @param images N.
     */
    default void averagePoolGradient(
            PoolShape shape, float[] dOut, int dOutOffset, float[] dIn, int dInOffset, int images) {
        ScalarPooling.averageGradient(shape, dOut, dOutOffset, dIn, dInOffset, images);
    }
}
