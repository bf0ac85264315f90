/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;

/** How mirrors are reached: straight, through a proxy, with credentials. */
@FunctionalInterface
public interface MirrorConnections {
    /** As the JVM's own settings say: system properties such as {@code https.proxyHost}, no credentials. */
    MirrorConnections DIRECT = file -> file.toURL().openConnection();

    /**
     * Prepares a connection; whoever asked sets its timeouts and headers, and connects.
     *
     * @param file what to read
     * @return a connection that is not connected yet
     * @throws IOException if there is no way to the file
     */
    URLConnection open(URI file) throws IOException;
}
