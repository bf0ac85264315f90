/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.maven.worker.DataRequest;
import io.github.tribuocnn.maven.worker.Mirror;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorSettingsTest {
    private static final List<URI> MIRRORS =
            List.of(URI.create("http://inside.example/mnist/"), URI.create("http://outside.example/mnist/"));

    private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();

    @BeforeEach
    void setUp() {
        session.setProxySelector(new DefaultProxySelector()
                .add(
                        new Proxy(
                                "http",
                                "proxy.example",
                                3128,
                                new AuthenticationBuilder()
                                        .addUsername("p")
                                        .addPassword("ps")
                                        .build()),
                        "inside.example"));
        session.setAuthenticationSelector(new DefaultAuthenticationSelector()
                .add(
                        "ours",
                        new AuthenticationBuilder()
                                .addUsername("m")
                                .addPassword("ms")
                                .build()));
    }

    @Test
    void proxiesAndTheirExceptionsAreThoseOfTheSettings() {
        assertEquals(
                List.of(Mirror.direct(MIRRORS.get(0)), new Mirror(MIRRORS.get(1), "proxy.example", 3128)),
                new MirrorSettings(session, null).mirrors(MIRRORS));
    }

    @Test
    void credentialsTravelInTheEnvironment() {
        Secrets secrets = new MirrorSettings(session, "ours").secrets(MIRRORS);
        assertEquals(
                Map.of(
                        DataRequest.MIRROR_USER, "m",
                        DataRequest.MIRROR_PASSWORD, "ms",
                        DataRequest.PROXY_USER, "p",
                        DataRequest.PROXY_PASSWORD, "ps"),
                secrets.environment());
        assertEquals(List.of("-Djdk.http.auth.tunneling.disabledSchemes="), secrets.jvmArguments());
        assertEquals(4, secrets.environment().size());
    }

    @Test
    void withoutAServerMirrorsGetNoCredentials() {
        Secrets secrets = new MirrorSettings(session, null).secrets(List.of(MIRRORS.get(0)));
        assertEquals(Map.of(), secrets.environment());
        assertEquals(List.of(), secrets.jvmArguments());
    }
}
