/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One IDX file of unsigned bytes in memory.
 *
 * @param header its dimensions
 * @param data the bytes after the header
 * @param sha256 SHA-256 of the whole uncompressed file, 64 lower-case hexadecimal digits
 */
record IdxFile(IdxHeader header, byte[] data, String sha256) {
    private static final int BUFFER = 1 << 16;

    /** Deflate never shrinks anything further than this; a gzip file that claims more is damaged or forged. */
    private static final long MOST_INFLATION = 1032;

    /**
     * Reads a file, gzip-compressed or not whatever its name says. Memory is only taken for bytes that are there.
     *
     * @throws InvalidDataException if the file is missing or is not what is expected
     * @throws IOException if reading fails
     */
    static IdxFile read(Path path, IdxHeader.Content expected) throws IOException {
        checkExists(path, expected);
        MessageDigest digest = ContentHash.sha256();
        try (InputStream file = open(path)) {
            boolean compressed = isGzip(file);
            InputStream in = new DigestInputStream(compressed ? new GZIPInputStream(file, BUFFER) : file, digest);
            IdxHeader header = IdxHeader.read(in, path, expected);
            if (compressed) {
                checkInflation(path, header);
            } else {
                checkLength(path, header, Files.size(path));
            }
            checkFitsHeap(path, header);
            byte[] data = in.readNBytes((int) header.contentLength());
            if (data.length < header.contentLength()) {
                throw truncated(path, header, IdxHeader.grouped(header.length() + (long) data.length));
            }
            if (in.read() >= 0) {
                throw trailing(path, header, "more");
            }
            return new IdxFile(header, data, ContentHash.hex(digest));
        } catch (EOFException | ZipException e) {
            throw new InvalidDataException(
                    path + ": damaged or truncated gzip file (" + e.getMessage() + "). Fetch the file again.", e);
        }
    }

    /** Opens a file so that {@link #isGzip} can look at its start. */
    static InputStream open(Path path) throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), BUFFER);
    }

    /** Whether the stream, which must support marks, starts a gzip file; reads nothing for good. */
    static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    static void checkExists(Path path, IdxHeader.Content expected) throws InvalidDataException {
        if (!Files.isRegularFile(path)) {
            throw new InvalidDataException(path + ": " + (Files.exists(path) ? "not a file" : "no such file")
                    + ", expected " + expected + ". Check the path.");
        }
    }

    /** Compares what the header of an uncompressed file promises with the file's length. */
    static void checkLength(Path path, IdxHeader header, long fileLength) throws InvalidDataException {
        long content = fileLength - header.length();
        if (content < header.contentLength()) {
            throw truncated(path, header, IdxHeader.grouped(fileLength));
        }
        if (content > header.contentLength()) {
            throw trailing(path, header, IdxHeader.grouped(fileLength));
        }
    }

    private static void checkInflation(Path path, IdxHeader header) throws IOException {
        long fileLength = Files.size(path);
        if (header.contentLength() / MOST_INFLATION > fileLength) {
            throw truncated(path, header, "a gzip file of " + IdxHeader.grouped(fileLength));
        }
    }

    private static void checkFitsHeap(Path path, IdxHeader header) throws InvalidDataException {
        long content = header.contentLength();
        long heap = Runtime.getRuntime().maxMemory();
        if (content > Math.min(heap, Integer.MAX_VALUE - Long.BYTES)) {
            throw new InvalidDataException(path + ": " + header.shape() + " = " + IdxHeader.grouped(content)
                    + " bytes do not fit the heap of " + IdxHeader.grouped(heap)
                    + " bytes (or one array of 2 GB). Uncompress the file and have it memory-mapped (mapped=true), or raise"
                    + " -Xmx.");
        }
    }

    private static InvalidDataException truncated(Path path, IdxHeader header, String found) {
        return new InvalidDataException(path + ": truncated, the header promises " + header.shape() + ", so "
                + IdxHeader.grouped(header.length() + header.contentLength()) + " bytes in all, found " + found
                + ". Fetch the file again.");
    }

    private static InvalidDataException trailing(Path path, IdxHeader header, String found) {
        return new InvalidDataException(path + ": data after the end, the header promises " + header.shape() + ", so "
                + IdxHeader.grouped(header.length() + header.contentLength()) + " bytes in all, found " + found
                + ". Fetch the file again.");
    }
}
