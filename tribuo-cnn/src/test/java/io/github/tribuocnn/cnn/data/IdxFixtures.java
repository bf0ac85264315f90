/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** IDX files made on the spot. */
final class IdxFixtures {
    private IdxFixtures() {}

    /** An IDX file of unsigned bytes. */
    static byte[] idx(byte[] content, int... dimensions) {
        return idxOfType(0x08, content, dimensions);
    }

    static byte[] idxOfType(int type, byte[] content, int... dimensions) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.length) + content.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dimensions.length);
        Arrays.stream(dimensions).forEach(buffer::putInt);
        return buffer.put(content).array();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Reproducible bytes, about half of them zero as in images of strokes. */
    static byte[] pixels(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
        }
        return pixels;
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Path write(Path file, byte[] content) throws IOException {
        return Files.write(file, content);
    }
}
