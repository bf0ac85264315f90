/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of an image set in its uncompressed IDX form, whatever holds it. */
final class ContentHash {
    private ContentHash() {}

    static String of(ImageSet set) {
        MessageDigest digest = sha256();
        digest.update(
                set.channels() == 1
                        ? IdxHeader.unsignedBytes(set.size(), set.height(), set.width())
                                .bytes()
                        : IdxHeader.unsignedBytes(set.size(), set.height(), set.width(), set.channels())
                                .bytes());
        byte[] image = new byte[set.imageBytes()];
        for (int i = 0; i < set.size(); i++) {
            set.copyPixels(i, image, 0);
            digest.update(image);
        }
        updateLabels(digest, set);
        return hex(digest);
    }

    private static void updateLabels(MessageDigest digest, ImageSet set) {
        boolean bytes = set.labelNames().size() <= 256;
        IdxHeader header = bytes ? IdxHeader.unsignedBytes(set.size()) : IdxHeader.integers(set.size());
        digest.update(header.bytes());
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES);
        for (int i = 0; i < set.size(); i++) {
            if (bytes) {
                digest.update((byte) set.label(i));
            } else {
                digest.update(value.putInt(0, set.label(i)).array());
            }
        }
        if (!set.labelNames().equals(Labels.numerals(set.labelNames().size()))) {
            for (String name : set.labelNames()) {
                digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must provide SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
