/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Brings images, rows and columns first with the channels of a pixel together, into the form a file takes them in. */
final class PixelPacking {
    private final ImageContract contract;
    private final int[] order;

    PixelPacking(ImageContract contract) {
        this.contract = contract;
        order = WeightLayout.channelFirstOrder(contract.shape());
    }

    /** Appends {@code count} images, the first at {@code offset}, to a buffer of floats in 0..1. */
    void put(float[] images, int offset, int count, FloatBuffer target) {
        if (contract.shape().channels() == 1) {
            target.put(images, offset, count * order.length);
            return;
        }
        for (int image = offset; image < offset + count * order.length; image += order.length) {
            for (int from : order) {
                target.put(images[image + from]);
            }
        }
    }

    /** Appends images to a buffer of stored bytes; values between two bytes become the nearer one. */
    void put(float[] images, int offset, int count, ByteBuffer target) {
        for (int image = offset; image < offset + count * order.length; image += order.length) {
            for (int from : order) {
                target.put(stored(images[image + from]));
            }
        }
    }

    /** Appends images of stored bytes to a buffer of floats in 0..1. */
    void put(byte[] images, int offset, int count, FloatBuffer target) {
        for (int image = offset; image < offset + count * order.length; image += order.length) {
            for (int from : order) {
                target.put((images[image + from] & 0xFF) / contract.pixelMaximum());
            }
        }
    }

    /** Appends images of stored bytes as they are. */
    void put(byte[] images, int offset, int count, ByteBuffer target) {
        for (int image = offset; image < offset + count * order.length; image += order.length) {
            for (int from : order) {
                target.put(images[image + from]);
            }
        }
    }

    /** Replaces values by those that come back from the nearest stored byte. */
    void snap(float[] images, int length) {
        for (int i = 0; i < length; i++) {
            images[i] = (stored(images[i]) & 0xFF) / contract.pixelMaximum();
        }
    }

    private byte stored(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value * contract.pixelMaximum())));
    }
}
