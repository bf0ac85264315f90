/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/**
 * Reads the images of a folder on all cores.
 *
 * @param geometry what every image becomes
 * @param otherSizes what to do with images of another size
 * @param background the grey level behind transparent pixels, 0 to 255
 */
record ImageFolderReader(Geometry geometry, OtherSizes otherSizes, int background) {
    /** What an array can hold on every JVM. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - Long.BYTES;

    /**
     * All images of a folder.
     *
     * @param pixels one image after the other
     * @param sha256 SHA-256 of the listing {@code sha256sum} would print: for every file a line of its SHA-256, two
     *     spaces and its name below the folder
     */
    record Content(byte[] pixels, String sha256) {}

    /** The size of the first image. */
    static Geometry firstSize(ImageFolder folder, int channels) throws IOException {
        Path path = folder.files().get(0).path();
        try (EncodedImage image = EncodedImage.open(path, content(path))) {
            return new Geometry(image.height(), image.width(), channels);
        }
    }

    /**
     * Reads every file.
     *
     * @throws InvalidDataException if one is no image, is damaged or of a wrong size; of several, the first is named
     * @throws IOException if reading fails
     */
    Content read(Path folder, ImageFolder tree) throws IOException {
        int count = tree.files().size();
        byte[] pixels = new byte[length(folder, count)];
        byte[][] hashes = new byte[count][];
        ConcurrentNavigableMap<Integer, IOException> failures = new ConcurrentSkipListMap<>();
        IntStream.range(0, count).parallel().forEach(i -> {
            // Files after a failure need not be read, but those before it may hold the one to report.
            if (failures.headMap(i).isEmpty()) {
                try {
                    hashes[i] = read(tree.files().get(i).path(), pixels, i * geometry.imageBytes());
                } catch (IOException e) {
                    failures.put(i, e);
                }
            }
        });
        if (!failures.isEmpty()) {
            throw failures.firstEntry().getValue();
        }
        return new Content(pixels, listingSha256(tree, hashes));
    }

    private int length(Path folder, int count) throws InvalidDataException {
        long length = (long) count * geometry.imageBytes();
        if (length > LONGEST_ARRAY) {
            throw new InvalidDataException(
                    folder + ": " + IdxHeader.grouped(count) + " images of " + geometry + " need "
                            + IdxHeader.grouped(length) + " bytes, expected at most " + IdxHeader.grouped(LONGEST_ARRAY)
                            + ". Scale them to a smaller size, or write them to an IDX file and have it memory-mapped.");
        }
        return (int) length;
    }

    /** Reads one file to its place and returns its SHA-256. */
    private byte[] read(Path path, byte[] pixels, int offset) throws IOException {
        byte[] content = content(path);
        try (EncodedImage image = EncodedImage.open(path, content)) {
            boolean fits = image.height() == geometry.height() && image.width() == geometry.width();
            if (!fits && otherSizes == OtherSizes.REFUSE) {
                throw new InvalidDataException(path + ": " + image.height() + "x" + image.width()
                        + " pixels (height x width), expected " + geometry.height() + "x" + geometry.width()
                        + ". Remove it, or have images of other sizes scaled (otherSizes=SCALE).");
            }
            image.scaleTo(geometry, background, pixels, offset);
        }
        return ContentHash.sha256().digest(content);
    }

    /** Everything in a file. What the file system says of a file it does not let us read is hardly more than its name. */
    static byte[] content(Path path) throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new InvalidDataException(
                    path + ": can't be read (" + e
                            + "), expected a PNG or JPEG image. Check the permissions of the file"
                            + " and of its folder, or remove it.",
                    e);
        }
    }

    private static String listingSha256(ImageFolder tree, byte[][] hashes) {
        MessageDigest digest = ContentHash.sha256();
        for (int i = 0; i < hashes.length; i++) {
            String line = HexFormat.of().formatHex(hashes[i]) + "  "
                    + tree.files().get(i).name() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return ContentHash.hex(digest);
    }
}
