/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One file of a published data set. It is known by its uncompressed content, because copies are compressed anew.
 *
 * @param name its name when uncompressed; {@code .gz} is added for the compressed form
 * @param bytes its uncompressed length
 * @param sha256 SHA-256 of its uncompressed content, 64 lower-case hexadecimal digits
 */
record PublishedFile(String name, long bytes, String sha256) {
    private static final int BUFFER = 1 << 16;

    String compressedName() {
        return name + ".gz";
    }

    /** The files in a folder that go by this name: raw, compressed, or with the dot some archives use. */
    List<Path> candidates(Path folder) {
        return Stream.of(name, compressedName(), name.replace("-idx", ".idx"), name.replace("-idx", ".idx") + ".gz")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /**
     * Compares a file with what was published.
     *
     * @return what is wrong with it, or nothing
     * @throws IOException if the file can't be read
     */
    Optional<String> problem(Path file) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream raw = IdxFile.open(file);
                InputStream in = uncompressed(raw)) {
            int read = in.read(buffer);
            // One byte too many is enough to know; a forged gzip file must not be unpacked for ever.
            while (read >= 0 && length <= bytes) {
                digest.update(buffer, 0, read);
                length += read;
                read = in.read(buffer);
            }
        } catch (EOFException | ZipException e) {
            return Optional.of("damaged or truncated gzip file (" + e.getMessage() + ")");
        }
        if (length != bytes) {
            return Optional.of((length > bytes ? "more than " + IdxHeader.grouped(bytes) : IdxHeader.grouped(length))
                    + " bytes uncompressed, expected " + IdxHeader.grouped(bytes));
        }
        String found = ContentHash.hex(digest);
        return found.equals(sha256)
                ? Optional.empty()
                : Optional.of("SHA-256 of the uncompressed content is " + found + ", expected " + sha256);
    }

    private static InputStream uncompressed(InputStream raw) throws IOException {
        return IdxFile.isGzip(raw) ? new GZIPInputStream(raw, BUFFER) : raw;
    }
}
