/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.data.MirrorConnections;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors behind proxies and passwords, as Maven's settings have them.
 *
 * @param mirrors the mirrors with the proxies on the way to them
 * @param environment where the credentials are
 */
record Proxied(List<Mirror> mirrors, Map<String, String> environment) implements MirrorConnections {

    @Override
    public URLConnection open(URI file) throws IOException {
        Proxy proxy = mirrors.stream()
                .filter(mirror -> file.toString().startsWith(mirror.address().toString()))
                .findFirst()
                .map(Proxied::proxy)
                .orElse(Proxy.NO_PROXY);
        URLConnection connection = file.toURL().openConnection(proxy);
        if (connection instanceof HttpURLConnection http) {
            http.setAuthenticator(new Credentials());
        }
        return connection;
    }

    private static Proxy proxy(Mirror mirror) {
        return mirror.proxyHost().isEmpty()
                ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(mirror.proxyHost(), mirror.proxyPort()));
    }

    /** Asked by the JDK when a server or a proxy wants to know who is there. */
    private final class Credentials extends Authenticator {

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            boolean proxy = getRequestorType() == RequestorType.PROXY;
            String user = environment.get(proxy ? DataRequest.PROXY_USER : DataRequest.MIRROR_USER);
            String password = environment.get(proxy ? DataRequest.PROXY_PASSWORD : DataRequest.MIRROR_PASSWORD);
            return user == null || password == null ? null : new PasswordAuthentication(user, password.toCharArray());
        }
    }
}
