/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The segments of a JPEG file (ITU-T T.81, annex B). */
final class JpegFile {
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP2 = 0xe2;
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MARKER_BYTES = 2;

    private JpegFile() {}

    static boolean matches(byte[] content) {
        return content.length >= 3
                && unsigned(content, 0) == 0xff
                && unsigned(content, 1) == START_OF_IMAGE
                && unsigned(content, 2) == 0xff;
    }

    /**
     * Leaves out the colour profile, because a decoder that follows it converts colours in a way that differs between
     * platforms and releases; and what follows the end of the image.
     *
     * @throws InvalidDataException if the file is cut off, which decoders fill with grey
     */
    static byte[] withoutProfile(Path path, byte[] content) throws InvalidDataException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(content.length);
        kept.write(content, 0, MARKER_BYTES);
        int position = MARKER_BYTES;
        while (true) {
            int marker = nextMarker(content, position);
            int end = end(content, marker);
            if (end > content.length) {
                throw new InvalidDataException(path + ": truncated JPEG file, found " + content.length
                        + " bytes, expected more up to the marker FF D9. Replace or remove it.");
            }
            kept.write(content, position, marker - position);
            if (!isProfile(content, marker, end)) {
                kept.write(content, marker, end - marker);
            }
            if (unsigned(content, marker + 1) == END_OF_IMAGE) {
                return kept.toByteArray();
            }
            position = end;
        }
    }

    /** The next marker that starts a segment or ends the image; past the end if there is none. */
    private static int nextMarker(byte[] content, int from) {
        int at = from;
        while (at + 1 < content.length && !startsSegment(content, at)) {
            at++;
        }
        return at;
    }

    /** In compressed data FF is followed by 00 (it is data) or D0 to D7 (restart); FF FF is padding, 01 is private. */
    private static boolean startsSegment(byte[] content, int at) {
        int code = unsigned(content, at + 1);
        return unsigned(content, at) == 0xff
                && code != 0
                && code != 0x01
                && code != 0xff
                && (code < 0xd0 || code > 0xd7);
    }

    /** Where the segment of a marker ends; more than the content has if it is cut off. */
    private static int end(byte[] content, int marker) {
        if (marker + 1 >= content.length) {
            return content.length + 1;
        }
        if (unsigned(content, marker + 1) == END_OF_IMAGE) {
            return marker + MARKER_BYTES;
        }
        return marker + 3 >= content.length
                ? content.length + 1
                : marker + MARKER_BYTES + (unsigned(content, marker + 2) << 8 | unsigned(content, marker + 3));
    }

    private static boolean isProfile(byte[] content, int marker, int end) {
        int start = marker + MARKER_BYTES + Short.BYTES;
        return unsigned(content, marker + 1) == APP2
                && end - start >= PROFILE.length
                && Arrays.equals(content, start, start + PROFILE.length, PROFILE, 0, PROFILE.length);
    }

    private static int unsigned(byte[] content, int position) {
        return Byte.toUnsignedInt(content[position]);
    }
}
