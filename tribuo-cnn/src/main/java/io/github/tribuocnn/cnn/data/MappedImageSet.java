/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Images that stay in their uncompressed file; the operating system pages them in and out, so the file may be larger
 * than the heap. The mapping ends when the set is garbage; until then the file must not be shortened.
 */
final class MappedImageSet extends StoredImageSet {
    /** One mapping can't exceed 2 GB, so a file is mapped in chunks of whole images. */
    private static final int CHUNK_BYTES = 1 << 30;

    private final MappedByteBuffer[] chunks;
    private final int imagesPerChunk;

    private MappedImageSet(
            String name, Geometry geometry, MappedByteBuffer[] chunks, int imagesPerChunk, Labels labels) {
        super(name, geometry, labels);
        this.chunks = chunks;
        this.imagesPerChunk = imagesPerChunk;
    }

    static ImageSet map(Path images, IdxHeader header, Labels labels, String name) throws IOException {
        return map(images, header, labels, name, CHUNK_BYTES);
    }

    static ImageSet map(Path images, IdxHeader header, Labels labels, String name, int chunkBytes) throws IOException {
        Geometry geometry = header.geometry(images);
        int imagesPerChunk = Math.max(1, chunkBytes / geometry.imageBytes());
        int size = header.dimensions().get(0);
        MappedByteBuffer[] chunks = new MappedByteBuffer[(size - 1) / imagesPerChunk + 1];
        try (FileChannel channel = FileChannel.open(images, StandardOpenOption.READ)) {
            for (int c = 0; c < chunks.length; c++) {
                long first = (long) c * imagesPerChunk;
                long count = Math.min(imagesPerChunk, size - first);
                chunks[c] = channel.map(
                        MapMode.READ_ONLY,
                        header.length() + first * geometry.imageBytes(),
                        count * geometry.imageBytes());
            }
        }
        return new MappedImageSet(name, geometry, chunks, imagesPerChunk, labels);
    }

    @Override
    ImageSet withLabels(String name, Labels labels) {
        return new MappedImageSet(name, geometry, chunks, imagesPerChunk, labels);
    }

    @Override
    public int pixel(int index, int position) {
        Objects.checkIndex(position, imageBytes());
        return Byte.toUnsignedInt(chunk(index).get(start(index) + position));
    }

    @Override
    public void copyPixels(int index, byte[] target, int offset) {
        chunk(index).get(start(index), target, offset, imageBytes());
    }

    @Override
    public void copyPixels(int index, float pixelMaximum, float[] target, int offset) {
        MappedByteBuffer chunk = chunk(index);
        int start = start(index);
        int length = imageBytes();
        Objects.checkFromIndexSize(offset, length, target.length);
        for (int i = 0; i < length; i++) {
            target[offset + i] = (chunk.get(start + i) & 0xff) / pixelMaximum;
        }
    }

    private MappedByteBuffer chunk(int index) {
        return chunks[checkIndex(index) / imagesPerChunk];
    }

    private int start(int index) {
        return index % imagesPerChunk * imageBytes();
    }
}
