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

/** Weights as bytes: little-endian float32, the form that is saved and hashed. */
final class WeightBytes {
    private WeightBytes() {}

    /** Four bytes for each weight. */
    static byte[] of(float[] weights) {
        ByteBuffer buffer = ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(weights);
        return buffer.array();
    }

    /** The weights in {@code bytes}, whose number is a multiple of four. */
    static float[] toWeights(ByteString bytes) {
        float[] weights = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(weights);
        return weights;
    }

    /** The SHA-256 of the weights' bytes, 64 lower-case hexadecimal digits. */
    static String sha256Hex(float[] weights) {
        return HexFormat.of().formatHex(sha256(of(weights)));
    }

    /** The SHA-256 of {@code bytes}, 32 bytes. */
    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
