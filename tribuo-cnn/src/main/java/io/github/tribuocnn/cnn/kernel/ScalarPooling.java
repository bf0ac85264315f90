/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Arrays;

/** The specification of {@link PoolingKernels}. */
final class ScalarPooling {

    private ScalarPooling() {}

    static void max(
            PoolShape shape,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        int channels = shape.pixelStride();
        int at = 0;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            for (int y = 0; y < shape.outHeight(); y++) {
                for (int x = 0; x < shape.outWidth(); x++, at += channels) {
                    int first = shape.pixel(shape.firstRow(y), shape.firstColumn(x));
                    System.arraycopy(in, image + first, out, outOffset + at, channels);
                    Arrays.fill(winners, winnersOffset + at, winnersOffset + at + channels, first);
                    for (int row = shape.firstRow(y); row < shape.endRow(y); row++) {
                        for (int column = shape.firstColumn(x); column < shape.endColumn(x); column++) {
                            int pixel = shape.pixel(row, column);
                            for (int c = 0; c < channels; c++) {
                                if (in[image + pixel + c] > out[outOffset + at + c]) {
                                    out[outOffset + at + c] = in[image + pixel + c];
                                    winners[winnersOffset + at + c] = pixel;
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    static void average(PoolShape shape, float[] in, int inOffset, float[] out, int outOffset, int images) {
        int channels = shape.pixelStride();
        int at = outOffset;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            for (int y = 0; y < shape.outHeight(); y++) {
                for (int x = 0; x < shape.outWidth(); x++, at += channels) {
                    Arrays.fill(out, at, at + channels, 0f);
                    for (int row = shape.firstRow(y); row < shape.endRow(y); row++) {
                        for (int column = shape.firstColumn(x); column < shape.endColumn(x); column++) {
                            int pixel = image + shape.pixel(row, column);
                            for (int c = 0; c < channels; c++) {
                                out[at + c] += in[pixel + c];
                            }
                        }
                    }
                    float count = shape.count(y, x);
                    for (int c = 0; c < channels; c++) {
                        out[at + c] /= count;
                    }
                }
            }
        }
    }

    static void averageGradient(PoolShape shape, float[] dOut, int dOutOffset, float[] dIn, int dInOffset, int images) {
        int channels = shape.pixelStride();
        Arrays.fill(dIn, dInOffset, dInOffset + images * shape.imageStride(), 0f);
        int at = dOutOffset;
        for (int n = 0; n < images; n++) {
            int image = dInOffset + n * shape.imageStride();
            for (int y = 0; y < shape.outHeight(); y++) {
                for (int x = 0; x < shape.outWidth(); x++, at += channels) {
                    float count = shape.count(y, x);
                    for (int row = shape.firstRow(y); row < shape.endRow(y); row++) {
                        for (int column = shape.firstColumn(x); column < shape.endColumn(x); column++) {
                            int pixel = image + shape.pixel(row, column);
                            for (int c = 0; c < channels; c++) {
                                dIn[pixel + c] += dOut[at + c] / count;
                            }
                        }
                    }
                }
            }
        }
    }
}
