/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.DataRequest;
import io.github.tribuocnn.maven.worker.Mirror;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * What Maven's settings say of the way to mirrors: proxies with their exceptions, user names, decrypted passwords.
 *
 * @param session where Maven keeps them
 * @param serverId the server whose credentials the mirrors want, or null
 */
record MirrorSettings(
        RepositorySystemSession session, @Nullable String serverId) {
    private static final String BASIC_THROUGH_PROXIES = "-Djdk.http.auth.tunneling.disabledSchemes=";

    List<Mirror> mirrors(List<URI> addresses) {
        return addresses.stream().map(this::mirror).toList();
    }

    private Mirror mirror(URI address) {
        Proxy proxy = session.getProxySelector().getProxy(repository(address).build());
        return proxy == null ? Mirror.direct(address) : new Mirror(address, proxy.getHost(), proxy.getPort());
    }

    /** The credentials of the server, and of the first proxy that has some. */
    Secrets secrets(List<URI> addresses) {
        Map<String, String> environment = new HashMap<>();
        for (URI address : addresses) {
            RemoteRepository repository = repository(address).build();
            if (serverId != null) {
                try (AuthenticationContext context =
                        AuthenticationContext.forRepository(session, authenticated(address))) {
                    put(context, environment, DataRequest.MIRROR_USER, DataRequest.MIRROR_PASSWORD);
                }
            }
            Proxy proxy = session.getProxySelector().getProxy(repository);
            try (AuthenticationContext context = AuthenticationContext.forProxy(
                    session, repository(address).setProxy(proxy).build())) {
                put(context, environment, DataRequest.PROXY_USER, DataRequest.PROXY_PASSWORD);
            }
        }
        boolean throughProxy = environment.containsKey(DataRequest.PROXY_USER);
        return new Secrets(environment, throughProxy ? List.of(BASIC_THROUGH_PROXIES) : List.of());
    }

    private RemoteRepository authenticated(URI address) {
        RemoteRepository repository = repository(address).build();
        return repository(address)
                .setAuthentication(session.getAuthenticationSelector().getAuthentication(repository))
                .build();
    }

    private RemoteRepository.Builder repository(URI address) {
        return new RemoteRepository.Builder(serverId == null ? "mnist-cnn" : serverId, "default", address.toString());
    }

    private static void put(
            @Nullable AuthenticationContext context, Map<String, String> environment, String user, String password) {
        String name = context == null ? null : context.get(AuthenticationContext.USERNAME);
        String secret = context == null ? null : context.get(AuthenticationContext.PASSWORD);
        if (name != null && secret != null) {
            environment.putIfAbsent(user, name);
            environment.putIfAbsent(password, secret);
        }
    }
}
