/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The start of an IDX file: two zero bytes, the element type, the number of dimensions, then each dimension as a
 * big-endian 32-bit integer.
 *
 * @param type the element type code
 * @param dimensions sizes, outermost first, each at least 1
 */
record IdxHeader(int type, List<Integer> dimensions) {
    static final int UNSIGNED_BYTE = 0x08;
    static final int INTEGER = 0x0C;

    /** What a file is expected to hold; decides which headers are right and what the errors say. */
    enum Content {
        IMAGES("an IDX image file (unsigned bytes, dimensions N,H,W or N,H,W,C)", 3, 4),
        LABELS("an IDX label file (unsigned bytes, dimension N)", 1, 1);

        private final String description;
        private final int fewest;
        private final int most;

        Content(String description, int fewest, int most) {
            this.description = description;
            this.fewest = fewest;
            this.most = most;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    static IdxHeader unsignedBytes(Integer... dimensions) {
        return new IdxHeader(UNSIGNED_BYTE, List.of(dimensions));
    }

    static IdxHeader integers(Integer... dimensions) {
        return new IdxHeader(INTEGER, List.of(dimensions));
    }

    /** Reads a header and checks that it announces what is expected. */
    static IdxHeader read(InputStream in, Path path, Content expected) throws IOException {
        byte[] magic = in.readNBytes(Integer.BYTES);
        if (magic.length < Integer.BYTES) {
            throw new InvalidDataException(path + ": truncated, found " + magic.length + " bytes, expected " + expected
                    + ". Fetch the file again.");
        }
        checkMagic(magic, path, expected);
        int count = magic[3];
        byte[] sizes = in.readNBytes(count * Integer.BYTES);
        if (sizes.length < count * Integer.BYTES) {
            throw new InvalidDataException(path + ": truncated inside the header, found "
                    + (Integer.BYTES + sizes.length) + " bytes, expected " + Integer.BYTES * (count + 1)
                    + " before the data. Fetch the file again.");
        }
        Integer[] dimensions = new Integer[count];
        ByteBuffer buffer = ByteBuffer.wrap(sizes);
        Arrays.setAll(dimensions, i -> buffer.getInt());
        IdxHeader header = new IdxHeader(magic[2], List.of(dimensions));
        header.checkDimensions(path);
        return header;
    }

    private static void checkMagic(byte[] magic, Path path, Content expected) throws InvalidDataException {
        if (magic[0] != 0 || magic[1] != 0) {
            throw new InvalidDataException(path + ": not an IDX file, it starts with "
                    + HexFormat.ofDelimiter(" ").formatHex(magic) + ", expected 00 00 08 for " + expected
                    + ". Give the file as it was published, gzip-compressed or not.");
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw new InvalidDataException(
                    path + ": element type 0x" + HexFormat.of().toHexDigits(magic[2])
                            + ", expected 0x08 (unsigned bytes) for " + expected
                            + ". Tribuo's IDXDataSource reads the other types.");
        }
        if (magic[3] < expected.fewest || magic[3] > expected.most) {
            throw new InvalidDataException(path + ": " + magic[3] + (magic[3] == 1 ? " dimension" : " dimensions")
                    + ", expected " + expected + ". Are the image and label files swapped?");
        }
    }

    private void checkDimensions(Path path) throws InvalidDataException {
        if (dimensions.stream().anyMatch(size -> size < 1)) {
            throw new InvalidDataException(path + ": the header claims "
                    + dimensions.stream().map(Integer::toUnsignedString).collect(Collectors.joining("x"))
                    + ", expected every dimension from 1 to 2147483647. The file is damaged; fetch it again.");
        }
        long bytes = 1;
        for (int size : dimensions) {
            if (bytes > Long.MAX_VALUE / size) {
                throw new InvalidDataException(path + ": the header claims " + shape()
                        + " elements, more than any file can hold. The file is damaged; fetch it again.");
            }
            bytes *= size;
        }
    }

    /** Bytes of this header in the file. */
    int length() {
        return Integer.BYTES * (1 + dimensions.size());
    }

    /** Bytes of the data after this header; unsigned bytes only. */
    long contentLength() {
        return dimensions.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(length());
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dimensions.size());
        dimensions.forEach(buffer::putInt);
        return buffer.array();
    }

    /** The images this header announces; the caller read it as {@link Content#IMAGES}. */
    Geometry geometry(Path path) throws InvalidDataException {
        try {
            return new Geometry(dimensions.get(1), dimensions.get(2), dimensions.size() == 4 ? dimensions.get(3) : 1);
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(path + ": " + e.getMessage(), e);
        }
    }

    /** The dimensions as a person writes them, e.g. {@code 60000x28x28}. */
    String shape() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
