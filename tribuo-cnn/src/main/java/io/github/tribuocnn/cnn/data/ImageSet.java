/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.List;

/**
 * Labelled images of one size, as the bytes they were published in: a grey level or colour component is 0..255, an
 * image is row-major with its channels together (height, width, channel), images follow each other in file order.
 *
 * <p>A set never changes, and every method may be called from any number of threads at once; the pixel accessors
 * allocate nothing.
 */
public sealed interface ImageSet permits StoredImageSet {

    /**
     * Makes a set of images held on the heap.
     *
     * @param name what reports call it, e.g. {@code mnist}
     * @param height rows of each image, at least 1
     * @param width columns of each image, at least 1
     * @param channels bytes per pixel, at least 1
     * @param pixels {@code labels.length * height * width * channels} bytes, copied
     * @param labels an index into {@code labelNames} for each image, at least one, copied
     * @param labelNames the names by index, all different
     * @throws IllegalArgumentException if the sizes disagree or a label has no name
     */
    static ImageSet of(
            String name, int height, int width, int channels, byte[] pixels, int[] labels, List<String> labelNames) {
        Geometry geometry = new Geometry(height, width, channels);
        if (pixels.length != (long) labels.length * geometry.imageBytes()) {
            throw new IllegalArgumentException(labels.length + " images of " + geometry + " need "
                    + IdxHeader.grouped((long) labels.length * geometry.imageBytes()) + " bytes, found "
                    + IdxHeader.grouped(pixels.length));
        }
        return new HeapImageSet(name, geometry, pixels.clone(), new Labels(labels, labelNames));
    }

    /** What reports call this set, e.g. {@code mnist}, {@code synthetic} or a file name. */
    String name();

    /** How many images, at least 1. */
    int size();

    /** Rows of each image. */
    int height();

    /** Columns of each image. */
    int width();

    /** Bytes per pixel: 1 for grey, 3 for colour. */
    int channels();

    /** Bytes per image: height times width times channels. */
    int imageBytes();

    /**
     * One byte of one image.
     *
     * @param index the image, 0 to {@code size() - 1}
     * @param position {@code (row * width + column) * channels + channel}
     * @return 0 to 255
     * @throws IndexOutOfBoundsException if there is no such image or position
     */
    int pixel(int index, int position);

    /**
     * Copies an image.
     *
     * @param index the image, 0 to {@code size() - 1}
     * @param target receives {@link #imageBytes()} unsigned bytes
     * @param offset where in {@code target} the image starts
     * @throws IndexOutOfBoundsException if there is no such image or it does not fit {@code target}
     */
    void copyPixels(int index, byte[] target, int offset);

    /**
     * Copies an image, each byte {@code v} as {@code (float) v / pixelMaximum}.
     *
     * @param index the image, 0 to {@code size() - 1}
     * @param pixelMaximum what becomes 1, usually 255
     * @param target receives {@link #imageBytes()} floats
     * @param offset where in {@code target} the image starts
     * @throws IndexOutOfBoundsException if there is no such image or it does not fit {@code target}
     */
    void copyPixels(int index, float pixelMaximum, float[] target, int offset);

    /**
     * The label of an image.
     *
     * @param index the image, 0 to {@code size() - 1}
     * @return an index into {@link #labelNames()}
     * @throws IndexOutOfBoundsException if there is no such image
     */
    int label(int index);

    /** The label names by label index. A name may be without images in this set. */
    List<String> labelNames();

    /**
     * The SHA-256 of the set written as uncompressed IDX files, images then labels; so for sets read from IDX files
     * {@code cat images labels | sha256sum}. The label names follow, a line each, unless they are the numerals 0, 1,
     * 2, ... of an IDX file. Computed once, when first asked for.
     *
     * @return 64 lower-case hexadecimal digits
     */
    String sha256();

    /**
     * The first images of this set, in a view that shares its bytes and keeps its label names.
     *
     * @param count how many, at least 1; the whole set if it has no more
     * @throws IllegalArgumentException if {@code count} is less than 1
     */
    ImageSet head(int count);
}
