/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Network;

/**
 * Fetches the pixels of images, each part from one thread at a time. Images lie far apart in memory in the order of an
 * epoch: copied as bytes, their cache lines are waited for together, and the kernels make floats of the copy.
 */
final class PixelReader {

    private final TrainingImages images;
    private final Kernels kernels;
    private final float byteMaximum;

    /** A copy of an image for each part. */
    private final byte[][] bytes;

    PixelReader(TrainingImages images, Kernels kernels) {
        this.images = images;
        this.kernels = kernels;
        this.byteMaximum = images.byteMaximum();
        this.bytes =
                new byte[Network.PARTS][byteMaximum == 0 ? 0 : images.shape().size()];
    }

    /** Writes the pixels of one image. */
    void read(int part, int index, float[] target, int offset) {
        if (byteMaximum == 0) {
            images.copyPixels(index, target, offset);
        } else {
            byte[] copy = bytes[part];
            images.copyBytes(index, copy);
            kernels.scale(copy, copy.length, byteMaximum, target, offset);
        }
    }
}
