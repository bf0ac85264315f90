/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.data.ImageSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pixel values of many images, held in as little memory as they need. */
sealed interface PixelValues {
    /** Copies one image as raw value / pixel maximum, in row, column, channel order. */
    void copy(int image, float[] target, int offset);

    /** What became 1, if raw values are bytes; otherwise 0. */
    default float byteMaximum() {
        return 0f;
    }

    /** Copies the raw values of one image where they are bytes. */
    default void copyBytes(int image, byte[] target) {
        throw new UnsupportedOperationException("Some of the values are no whole numbers from 0 to 255");
    }

    /** The raw values of one image of {@code size} values: a byte each, or a little-endian float each. */
    byte[] bytes(int image, int size);

    /** The bytes of an image set, where they are. */
    final class Stored implements PixelValues {
        private final ImageSet images;
        private final float pixelMaximum;

        Stored(ImageSet images, float pixelMaximum) {
            this.images = images;
            this.pixelMaximum = pixelMaximum;
        }

        @Override
        public void copy(int image, float[] target, int offset) {
            images.copyPixels(image, pixelMaximum, target, offset);
        }

        @Override
        public float byteMaximum() {
            return pixelMaximum;
        }

        @Override
        public void copyBytes(int image, byte[] target) {
            images.copyPixels(image, target, 0);
        }

        @Override
        public byte[] bytes(int image, int size) {
            byte[] bytes = new byte[size];
            images.copyPixels(image, bytes, 0);
            return bytes;
        }
    }

    /** Values that are whole numbers from 0 to 255: a byte each. */
    final class Bytes implements PixelValues {
        private final byte[][] images;
        private final float pixelMaximum;

        Bytes(byte[][] images, float pixelMaximum) {
            this.images = images;
            this.pixelMaximum = pixelMaximum;
        }

        @Override
        public void copy(int image, float[] target, int offset) {
            byte[] values = images[image];
            for (int i = 0; i < values.length; i++) {
                target[offset + i] = Byte.toUnsignedInt(values[i]) / pixelMaximum;
            }
        }

        @Override
        public float byteMaximum() {
            return pixelMaximum;
        }

        @Override
        public void copyBytes(int image, byte[] target) {
            System.arraycopy(images[image], 0, target, 0, target.length);
        }

        @Override
        public byte[] bytes(int image, int size) {
            return images[image];
        }
    }

    /** Any other values: a float each, raw. */
    final class Floats implements PixelValues {
        private final float[][] images;
        private final float pixelMaximum;

        Floats(float[][] images, float pixelMaximum) {
            this.images = images;
            this.pixelMaximum = pixelMaximum;
        }

        @Override
        public void copy(int image, float[] target, int offset) {
            float[] values = images[image];
            for (int i = 0; i < values.length; i++) {
                target[offset + i] = values[i] / pixelMaximum;
            }
        }

        @Override
        public byte[] bytes(int image, int size) {
            return FloatBytes.of(images[image]);
        }
    }

    /** Gathers images one by one, as bytes until a value comes that needs a float. */
    final class Collector {
        private final List<byte[]> bytes = new ArrayList<>();
        private final List<float[]> floats = new ArrayList<>();

        /** Adds a copy of the raw values. */
        void add(float[] image) {
            byte[] packed = floats.isEmpty() ? pack(image) : null;
            if (packed != null) {
                bytes.add(packed);
                return;
            }
            bytes.forEach(earlier -> floats.add(unpack(earlier)));
            bytes.clear();
            floats.add(image.clone());
        }

        /** The images in the order they were added; {@code pixelMaximum} becomes 1. */
        PixelValues values(float pixelMaximum) {
            return floats.isEmpty()
                    ? new Bytes(bytes.toArray(byte[][]::new), pixelMaximum)
                    : new Floats(floats.toArray(float[][]::new), pixelMaximum);
        }

        private static byte @Nullable [] pack(float[] image) {
            byte[] packed = new byte[image.length];
            for (int i = 0; i < image.length; i++) {
                int value = (int) image[i];
                if (value != image[i] || value < 0 || value > 255) {
                    return null;
                }
                packed[i] = (byte) value;
            }
            return packed;
        }

        private static float[] unpack(byte[] image) {
            float[] unpacked = new float[image.length];
            for (int i = 0; i < image.length; i++) {
                unpacked[i] = image[i] & 0xFF;
            }
            return unpacked;
        }
    }
}
