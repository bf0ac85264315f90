/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which images, and where they may come from.
 *
 * @param dataset one of {@link #DATASETS}
 * @param dataDirectory absolute folder with the four IDX files, or null to look elsewhere
 * @param environmentDirectory absolute folder that the environment variable {@code MNIST_DIR} names, or null
 * @param cacheDirectory absolute folder that downloads are kept in
 * @param offline whether nothing may be downloaded
 * @param mirrors where to download from, in this order; none to download nothing
 * @param stallSeconds how long a download may stand still, at least 1
 */
public record DataRequest(
        String dataset,
        @Nullable Path dataDirectory,
        @Nullable Path environmentDirectory,
        Path cacheDirectory,
        boolean offline,
        List<Mirror> mirrors,
        int stallSeconds)
        implements Request {

    /** What {@code mnist-cnn.dataset} may be. */
    public static final List<String> DATASETS = List.of("auto", "mnist", "synthetic");

    /** The environment variable with the user name for mirrors. */
    public static final String MIRROR_USER = "MNIST_CNN_MIRROR_USER";

    /** The environment variable with the password for mirrors. */
    public static final String MIRROR_PASSWORD = "MNIST_CNN_MIRROR_PASSWORD";

    /** The environment variable with the user name for the proxy. */
    public static final String PROXY_USER = "MNIST_CNN_PROXY_USER";

    /** The environment variable with the password for the proxy. */
    public static final String PROXY_PASSWORD = "MNIST_CNN_PROXY_PASSWORD";

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the property, the value and what would be right
     */
    public DataRequest {
        Expectation.oneOf(DATASETS, "dataset", dataset);
        Expectation.require(stallSeconds >= 1, "stallTimeoutSeconds", stallSeconds, "at least 1");
        mirrors = List.copyOf(mirrors);
    }

    /**
     * Whether MNIST seems to be there without the network: in a folder that was named, or in the cache. Only looks, so that
     * an up-to-date check stays quick.
     *
     * @throws IOException if the cache cannot be listed
     */
    public boolean mnistAtHand() throws IOException {
        if (dataDirectory != null || environmentDirectory != null) {
            return true;
        }
        if (!Files.isDirectory(cacheDirectory)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cacheDirectory, "t10k-labels*")) {
            return files.iterator().hasNext();
        }
    }

    @Override
    public void write(Path file) throws IOException {
        addTo(new RequestFile()).write(file);
    }

    static DataRequest read(Path file) throws IOException {
        return in(RequestFile.read(file));
    }

    RequestFile addTo(RequestFile file) {
        return file.with("dataset", dataset)
                .with("dataDirectory", dataDirectory)
                .with("environmentDirectory", environmentDirectory)
                .with("cacheDirectory", cacheDirectory)
                .with("offline", offline)
                .with("mirrors", mirrors)
                .with("stallTimeoutSeconds", stallSeconds);
    }

    static DataRequest in(RequestFile file) {
        return new DataRequest(
                file.text("dataset"),
                file.pathOrNull("dataDirectory"),
                file.pathOrNull("environmentDirectory"),
                file.path("cacheDirectory"),
                file.flag("offline"),
                file.list("mirrors").stream().map(Mirror::parse).toList(),
                file.integer("stallTimeoutSeconds"));
    }
}
