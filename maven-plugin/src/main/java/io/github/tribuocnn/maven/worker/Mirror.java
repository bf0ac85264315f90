/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folder on the network that data sets can be downloaded from, and the way to it. Credentials are no part of it: they
 * never touch a file.
 *
 * @param address its URL
 * @param proxyHost the proxy on the way, or empty
 * @param proxyPort that proxy's port, or 0
 */
public record Mirror(URI address, String proxyHost, int proxyPort) {
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Set<String> SCHEMES = Set.of("https", "http", "file");
    private static final String EXPECTED =
            "mnist-cnn.mirrors contains '%s', expected the https:, http: or file: URL of a folder with MNIST's four files";

    /** A mirror that is reached straight. */
    public static Mirror direct(URI address) {
        return new Mirror(address, "", 0);
    }

    /**
     * The URL of a mirror, with the slash at its end that makes it a folder.
     *
     * @throws IllegalArgumentException if nothing can be downloaded from it
     */
    public static URI addressOf(String text) {
        URI address;
        try {
            address = new URI(text.endsWith("/") ? text : text + "/");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED.formatted(text) + ": " + e.getMessage(), e);
        }
        if (!SCHEMES.contains(String.valueOf(address.getScheme()))) {
            throw new IllegalArgumentException(EXPECTED.formatted(text));
        }
        return address;
    }

    /** What {@link #toString} wrote. */
    static Mirror parse(String text) {
        List<String> parts = List.of(SPACE.split(text, -1));
        return new Mirror(URI.create(parts.get(0)), parts.get(1), Integer.parseInt(parts.get(2)));
    }

    @Override
    public String toString() {
        return address + " " + proxyHost + " " + proxyPort;
    }
}
