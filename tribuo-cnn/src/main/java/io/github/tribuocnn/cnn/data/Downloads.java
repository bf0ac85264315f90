/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Fetches published files from mirrors. {@link HttpURLConnection} and not {@code java.net.http}, whose timeout ends
 * with the headers: a body that stands still would block for ever.
 *
 * @param mirrors folders, tried in this order
 * @param offline whether only {@code file:} mirrors may be used
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long a body may stand still
 * @param userAgent what the server is told
 * @param connections opens the connection to a file, through a proxy or with credentials where that is needed
 * @param progress told a line when a file starts, fails and ends
 */
record Downloads(
        List<URI> mirrors,
        boolean offline,
        Duration connectTimeout,
        Duration readTimeout,
        String userAgent,
        MirrorConnections connections,
        Consumer<String> progress) {
    private static final int ATTEMPTS = 2;
    private static final Set<String> SCHEMES = Set.of("https", "http", "file");

    /** The server answered that it won't give the file; asking again is no use. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * A mirror as a folder, whether or not it was written with a slash at its end.
     *
     * @throws IllegalArgumentException if nothing can be downloaded from it
     */
    static URI folder(URI mirror) {
        if (!SCHEMES.contains(String.valueOf(mirror.getScheme()))) {
            throw new IllegalArgumentException("mirrors contains \"" + mirror
                    + "\", expected the https:, http: or file: URL of a folder with the four files");
        }
        return mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
    }

    List<URI> usable() {
        return mirrors.stream()
                .filter(mirror -> !offline || "file".equals(mirror.getScheme()))
                .toList();
    }

    /**
     * Downloads a file next to where it is wanted and checks it; what was left of an earlier try is continued.
     *
     * @return the checked file, which the caller moves into place
     * @throws MnistUnavailableException if no mirror gave it
     */
    Path fetch(PublishedFile file, Path folder) throws MnistUnavailableException {
        List<String> failures = new ArrayList<>();
        for (URI mirror : usable()) {
            URI from = mirror.resolve(file.compressedName());
            Path part = part(file, mirror, folder);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    return fetch(file, from, part);
                } catch (RefusedException e) {
                    failures.add(failed(from, e));
                    break;
                } catch (IOException e) {
                    failures.add(failed(from, e));
                }
            }
        }
        throw new MnistUnavailableException("MNIST's " + file.name() + " can't be downloaded: "
                + String.join("; ", failures) + ". Try again later, name a mirror that can be reached, or "
                + Mnist.REMEDY + ".");
    }

    private String failed(URI from, IOException e) {
        String failure = from + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
        progress.accept("Download failed: " + failure);
        return failure;
    }

    /** Where a download is kept until it is whole. Only its own mirror continues it: others may compress differently. */
    static Path part(PublishedFile file, URI mirror, Path folder) {
        CRC32 tag = new CRC32();
        tag.update(mirror.toString().getBytes(StandardCharsets.UTF_8));
        return folder.resolve(String.format(Locale.ROOT, "%s.%08x.part", file.compressedName(), tag.getValue()));
    }

    private Path fetch(PublishedFile file, URI from, Path part) throws IOException {
        long start = System.nanoTime();
        progress.accept("Downloading " + from);
        // Compression never makes a file much longer; whatever is longer than this is another one.
        transfer(from, part, file.bytes() + (1 << 16));
        Optional<String> problem = file.problem(part);
        if (problem.isPresent()) {
            Files.delete(part);
            throw new IOException("wrong content, " + problem.get());
        }
        progress.accept(String.format(
                Locale.ROOT,
                "Downloaded %s: %.1f MB in %.1f s",
                file.compressedName(),
                Files.size(part) / 1e6,
                (System.nanoTime() - start) / 1e9));
        return part;
    }

    private void transfer(URI from, Path part, long limit) throws IOException {
        URLConnection connection = connections.open(from);
        connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(readTimeout.toMillis()));
        connection.setRequestProperty("User-Agent", userAgent);
        if (connection instanceof HttpURLConnection http) {
            try {
                copy(http, request(http, part), part, limit);
            } finally {
                http.disconnect();
            }
        } else {
            copy(connection, 0, part, limit);
        }
    }

    /** Asks for what is missing of the file; gives how much of the part stays. */
    private static long request(HttpURLConnection http, Path part) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have > 0) {
            http.setRequestProperty("Range", "bytes=" + have + "-");
        }
        int status = http.getResponseCode();
        switch (status) {
            case HttpURLConnection.HTTP_OK:
                return 0;
            case HttpURLConnection.HTTP_PARTIAL:
                String range = http.getHeaderField("Content-Range");
                if (range == null || !range.startsWith("bytes " + have + "-")) {
                    Files.deleteIfExists(part);
                    throw new IOException("asked for bytes from " + have + " on, was given " + range);
                }
                return have;
            case 416:
                Files.deleteIfExists(part);
                throw new IOException("HTTP 416, nothing after the " + have + " bytes that were here; starting over");
            default:
                String message = "HTTP " + status;
                throw status >= 400 && status < 500 ? new RefusedException(message) : new IOException(message);
        }
    }

    private static void copy(URLConnection connection, long have, Path part, long limit) throws IOException {
        long expected = connection.getContentLengthLong();
        long copied = 0;
        StandardOpenOption where = have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = connection.getInputStream();
                OutputStream out =
                        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, where)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                copied += read;
                if (have + copied > limit) {
                    break;
                }
            }
        } catch (IOException e) {
            // What newer JDKs say of a body that ends early, without saying how early.
            if (expected < 0 || !"Premature EOF".equals(e.getMessage())) {
                throw e;
            }
        }
        if (expected >= 0 && copied < expected && have + copied <= limit) {
            throw new EOFException("the connection ended after " + IdxHeader.grouped(have + copied) + " of "
                    + IdxHeader.grouped(have + expected) + " bytes");
        }
    }
}
