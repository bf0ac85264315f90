/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file (ISO/IEC 15948, section 5). Decoders leave checksums alone and may fill in what is cut off, so
 * both are checked here.
 */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TYPE_BYTES = 4;

    private PngFile() {}

    static boolean matches(byte[] content) {
        return content.length >= SIGNATURE.length
                && ByteBuffer.wrap(content, 0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
    }

    /**
     * Checks that a file is all there and undamaged.
     *
     * @throws InvalidDataException if it is cut off or a checksum is wrong
     */
    static void check(Path path, byte[] content) throws InvalidDataException {
        ByteBuffer chunks = ByteBuffer.wrap(content, SIGNATURE.length, content.length - SIGNATURE.length);
        String type = "";
        while (!type.equals("IEND")) {
            int length = chunks.remaining() < Integer.BYTES ? -1 : chunks.getInt();
            if (length < 0 || length > chunks.remaining() - TYPE_BYTES - Integer.BYTES) {
                throw new InvalidDataException(path + ": truncated PNG file, found " + content.length
                        + " bytes, expected more up to a chunk IEND. Replace or remove it.");
            }
            type = new String(content, chunks.position(), TYPE_BYTES, StandardCharsets.ISO_8859_1);
            CRC32 checksum = new CRC32();
            checksum.update(content, chunks.position(), TYPE_BYTES + length);
            chunks.position(chunks.position() + TYPE_BYTES + length);
            if ((int) checksum.getValue() != chunks.getInt()) {
                throw new InvalidDataException(path + ": damaged PNG file, the checksum of its chunk " + printable(type)
                        + " is wrong. Replace or remove it.");
            }
        }
    }

    private static String printable(String type) {
        return type.replaceAll("[^A-Za-z]", "?");
    }
}
