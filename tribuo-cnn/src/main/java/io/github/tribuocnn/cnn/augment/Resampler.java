/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Arrays;

/**
 * Moves the pixels of one image in a single pass: each takes the bilinear mean of the four pixels around the place it comes
 * from. The image is copied into the middle of a larger, empty one first, as large as the farthest place a pixel can come
 * from, so that the pass has no edges to look out for.
 */
final class Resampler {
    private final int height;
    private final int width;
    private final int channels;
    private final double centreX;
    private final double centreY;

    private final int left;
    private final int top;
    private final int stride;
    private final float[] source;

    private final float[] rightward;
    private final float[] downward;

    /**
     * Each holds its index. The instruction that makes a float of an int waits for what was in its register before, in Java
     * 17 the pixel before: then no two pixels are worked on at a time.
     */
    private final float[] wholes;

    /**
     * @param reach how far from the centre of the image, in pixels, the source of a pixel can be along an axis
     * @param outside the value of the pixels outside the image
     */
    Resampler(ImageShape shape, double reach, float outside) {
        this.height = shape.height();
        this.width = shape.width();
        this.channels = shape.channels();
        this.centreX = (width - 1) / 2.0;
        this.centreY = (height - 1) / 2.0;
        this.left = margin(reach, centreX);
        this.top = margin(reach, centreY);
        this.stride = Math.multiplyExact(width + 2 * left, channels);
        this.source = new float[Math.multiplyExact(stride, height + 2 * top)];
        Arrays.fill(source, outside);
        this.rightward = new float[width];
        this.downward = new float[width];
        this.wholes = new float[Math.max(width + 2 * left, height + 2 * top)];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = i;
        }
    }

    /** Rounding has room of a pixel, and the bilinear mean another. */
    private static int margin(double reach, double centre) {
        return Math.max(0, (int) Math.ceil(reach - centre)) + 2;
    }

    /** Where to write the displacements to the right of a row before it is moved. */
    float[] rightward() {
        return rightward;
    }

    /** Where to write the displacements down of a row before it is moved. */
    float[] downward() {
        return downward;
    }

    /** Takes an image in. */
    void read(float[] pixels, int offset) {
        int rowLength = width * channels;
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    pixels, offset + row * rowLength, source, (top + row) * stride + left * channels, rowLength);
        }
    }

    /**
     * Writes one row of the moved image.
     *
     * @param offset where the image begins, not the row
     */
    void writeRow(int row, AffineMap map, float[] pixels, int offset) {
        float firstX = (float) (map.sourceX(-centreX, row - centreY) + centreX + left);
        float firstY = (float) (map.sourceY(-centreX, row - centreY) + centreY + top);
        int start = offset + row * width * channels;
        if (channels == 1) {
            writeGrey(firstX, firstY, (float) map.xx, (float) map.yx, pixels, start);
        } else {
            writeChannels(firstX, firstY, (float) map.xx, (float) map.yx, pixels, start);
        }
    }

    private void writeGrey(float firstX, float firstY, float stepX, float stepY, float[] pixels, int start) {
        for (int column = 0; column < width; column++) {
            float x = firstX + wholes[column] * stepX + rightward[column];
            float y = firstY + wholes[column] * stepY + downward[column];
            int wholeX = (int) x;
            int wholeY = (int) y;
            int above = wholeY * stride + wholeX;
            int below = above + stride;
            float partX = x - wholes[wholeX];
            float upper = source[above] + partX * (source[above + 1] - source[above]);
            float lower = source[below] + partX * (source[below + 1] - source[below]);
            pixels[start + column] = upper + (y - wholes[wholeY]) * (lower - upper);
        }
    }

    private void writeChannels(float firstX, float firstY, float stepX, float stepY, float[] pixels, int start) {
        int target = start;
        for (int column = 0; column < width; column++) {
            float x = firstX + wholes[column] * stepX + rightward[column];
            float y = firstY + wholes[column] * stepY + downward[column];
            int wholeX = (int) x;
            int wholeY = (int) y;
            int above = wholeY * stride + wholeX * channels;
            int below = above + stride;
            float partX = x - wholes[wholeX];
            float partY = y - wholes[wholeY];
            for (int channel = 0; channel < channels; channel++, above++, below++) {
                float upper = source[above] + partX * (source[above + channels] - source[above]);
                float lower = source[below] + partX * (source[below + channels] - source[below]);
                pixels[target++] = upper + partY * (lower - upper);
            }
        }
    }
}
