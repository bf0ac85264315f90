/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Objects;

/** Images in one array on the heap. */
final class HeapImageSet extends StoredImageSet {
    private final byte[] pixels;

    /** Takes the array over; it may hold more images than there are labels, so that a head can share it. */
    HeapImageSet(String name, Geometry geometry, byte[] pixels, Labels labels) {
        super(name, geometry, labels);
        this.pixels = pixels;
    }

    @Override
    ImageSet withLabels(String name, Labels labels) {
        return new HeapImageSet(name, geometry, pixels, labels);
    }

    @Override
    public int pixel(int index, int position) {
        return Byte.toUnsignedInt(pixels[start(index) + Objects.checkIndex(position, imageBytes())]);
    }

    @Override
    public void copyPixels(int index, byte[] target, int offset) {
        System.arraycopy(pixels, start(index), target, offset, imageBytes());
    }

    @Override
    public void copyPixels(int index, float pixelMaximum, float[] target, int offset) {
        int start = start(index);
        int length = imageBytes();
        Objects.checkFromIndexSize(offset, length, target.length);
        for (int i = 0; i < length; i++) {
            target[offset + i] = (pixels[start + i] & 0xff) / pixelMaximum;
        }
    }

    private int start(int index) {
        return checkIndex(index) * imageBytes();
    }
}
