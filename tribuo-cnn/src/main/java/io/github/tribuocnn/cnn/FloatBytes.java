/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Floats as bytes: little-endian float32, the form that is saved and hashed. */
final class FloatBytes {
    private FloatBytes() {}

    /**
     * Four bytes for each value.
     *
     * @throws IllegalStateException if they do not fit an array
     */
    static byte[] of(float[] values) {
        if (values.length > Integer.MAX_VALUE / Float.BYTES) {
            throw new IllegalStateException(values.length + " values can't be saved: a protobuf holds at most "
                    + Integer.MAX_VALUE / Float.BYTES + "; use a smaller network.");
        }
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /** The values in {@code bytes}, whose number is a multiple of four. */
    static float[] toFloats(ByteString bytes) {
        float[] values = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    /** The SHA-256 of the values' bytes, 64 lower-case hexadecimal digits. */
    static String sha256Hex(float[] values) {
        return hex(sha256(of(values)));
    }

    /** Lower-case hexadecimal digits. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The SHA-256 of {@code bytes}, 32 bytes. */
    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** A SHA-256 to be fed piece by piece. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
