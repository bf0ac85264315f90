/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * An IDX image file and the label file that belongs to it; gzip-compressed or not, whatever their names say.
 *
 * @param name what reports call the set
 * @param images unsigned bytes, dimensions (N,H,W) or (N,H,W,C)
 * @param labels unsigned bytes, dimension N; label {@code b} is named by its numeral, numbers may be left out
 * @param imagesSha256 SHA-256 the uncompressed image file must have, 64 lower-case hexadecimal digits; empty: any
 * @param labelsSha256 SHA-256 the uncompressed label file must have, likewise
 */
public record IdxPair(String name, Path images, Path labels, String imagesSha256, String labelsSha256) {

    /**
     * A pair that is used whatever its content is; named as the image file is, without {@code .gz}.
     *
     * @param images the image file
     * @param labels the label file
     */
    public static IdxPair of(Path images, Path labels) {
        Path file = images.getFileName();
        String name = file == null ? images.toString() : file.toString();
        return new IdxPair(name.replaceFirst("\\.gz$", ""), images, labels, "", "");
    }

    /**
     * Reads both files into the heap.
     *
     * @throws InvalidDataException if a file is missing, is no such IDX file, is truncated or has more than it should,
     *     if the files hold different counts, or if the content is not the expected one
     * @throws IOException if reading fails
     */
    public ImageSet read() throws IOException {
        return load(false).set();
    }

    /**
     * Reads the labels and leaves the images in their file, which must not be compressed and may be larger than the
     * heap. The file must not be shortened while the set is in use.
     *
     * @throws InvalidDataException as {@link #read()}, and if the image file is compressed
     * @throws IOException if reading fails
     */
    public ImageSet map() throws IOException {
        return load(true).set();
    }

    /** The set and the hashes of the uncompressed files it came from. */
    record Loaded(ImageSet set, String imagesSha256, String labelsSha256) {}

    Loaded load(boolean mapped) throws IOException {
        IdxFile labelFile = IdxFile.read(labels, IdxHeader.Content.LABELS);
        return mapped ? map(labelFile) : read(labelFile);
    }

    private Loaded read(IdxFile labelFile) throws IOException {
        IdxFile imageFile = IdxFile.read(images, IdxHeader.Content.IMAGES);
        checkCounts(imageFile.header(), labelFile.header());
        checkHashes(imageFile.sha256(), labelFile.sha256());
        ImageSet set = new HeapImageSet(
                name, imageFile.header().geometry(images), imageFile.data(), Labels.ofIdx(labelFile.data()));
        return new Loaded(set, imageFile.sha256(), labelFile.sha256());
    }

    private Loaded map(IdxFile labelFile) throws IOException {
        IdxFile.checkExists(images, IdxHeader.Content.IMAGES);
        MessageDigest digest = ContentHash.sha256();
        IdxHeader header;
        try (InputStream file = IdxFile.open(images)) {
            if (IdxFile.isGzip(file)) {
                throw new InvalidDataException(images + ": gzip-compressed, expected an uncompressed file to map into"
                        + " memory. Uncompress it (gunzip -k) and give the result.");
            }
            InputStream in = new DigestInputStream(file, digest);
            header = IdxHeader.read(in, images, IdxHeader.Content.IMAGES);
            IdxFile.checkLength(images, header, Files.size(images));
            checkCounts(header, labelFile.header());
            in.transferTo(OutputStream.nullOutputStream());
        }
        String hash = ContentHash.hex(digest);
        checkHashes(hash, labelFile.sha256());
        return new Loaded(
                MappedImageSet.map(images, header, Labels.ofIdx(labelFile.data()), name), hash, labelFile.sha256());
    }

    private void checkCounts(IdxHeader imageHeader, IdxHeader labelHeader) throws InvalidDataException {
        int imageCount = imageHeader.dimensions().get(0);
        int labelCount = labelHeader.dimensions().get(0);
        if (imageCount != labelCount) {
            throw new InvalidDataException(images + " holds " + IdxHeader.grouped(imageCount) + " images but " + labels
                    + " holds " + IdxHeader.grouped(labelCount)
                    + " labels, expected as many. Give the image and label file of the same set.");
        }
    }

    private void checkHashes(String foundImages, String foundLabels) throws InvalidDataException {
        checkHash(images, imagesSha256, foundImages);
        checkHash(labels, labelsSha256, foundLabels);
    }

    private static void checkHash(Path path, String expected, String found) throws InvalidDataException {
        if (!expected.isEmpty() && !expected.equals(found)) {
            throw new InvalidDataException(path + ": SHA-256 of the uncompressed content is " + found + ", expected "
                    + expected + ". The file is damaged or another one; fetch it again.");
        }
    }
}
