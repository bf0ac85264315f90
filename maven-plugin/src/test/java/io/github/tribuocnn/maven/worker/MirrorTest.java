/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way to mirrors, on this machine: a server that is a web server and a proxy as well. */
class MirrorTest {
    private static final String EXPECTED =
            ", expected the https:, http: or file: URL of a folder with MNIST's four files";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String wanted = "";
    private int refusal;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String name = refusal == 407 ? "Proxy-Authorization" : "Authorization";
            String given = exchange.getRequestHeaders().getFirst(name);
            requests.add(exchange.getRequestURI() + " " + given);
            boolean open = wanted.isEmpty() || wanted.equals(given);
            exchange.getResponseHeaders()
                    .add(refusal == 407 ? "Proxy-Authenticate" : "WWW-Authenticate", "Basic realm=\"mirror\"");
            exchange.sendResponseHeaders(open ? 200 : refusal, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static int answer(Proxied proxied, URI file) throws IOException {
        return ((HttpURLConnection) proxied.open(file)).getResponseCode();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPrivateMirrorIsToldWhoIsAsking() throws IOException {
        refusal = 401;
        wanted = basic("me:secret");
        URI mirror = URI.create("http://localhost:" + server.getAddress().getPort() + "/mnist/");
        List<Mirror> mirrors = List.of(Mirror.direct(mirror));
        Map<String, String> secrets = Map.of(DataRequest.MIRROR_USER, "me", DataRequest.MIRROR_PASSWORD, "secret");
        assertEquals(401, answer(new Proxied(mirrors, Map.of()), mirror.resolve("a.gz")));
        assertEquals(200, answer(new Proxied(mirrors, secrets), mirror.resolve("a.gz")));
    }

    @Test
    void aMirrorIsReachedThroughItsProxyWithTheProxysCredentials() throws IOException {
        refusal = 407;
        wanted = basic("p:ps");
        URI mirror = URI.create("http://mirror.example.invalid/mnist/");
        List<Mirror> mirrors =
                List.of(new Mirror(mirror, "localhost", server.getAddress().getPort()));
        Map<String, String> secrets = Map.of(DataRequest.PROXY_USER, "p", DataRequest.PROXY_PASSWORD, "ps");
        assertEquals(200, answer(new Proxied(mirrors, secrets), mirror.resolve("a.gz")));
        assertEquals("http://mirror.example.invalid/mnist/a.gz " + wanted, requests.get(requests.size() - 1));
    }

    @Test
    void aMirrorIsAFolderWithOrWithoutItsSlash() {
        assertEquals(URI.create("http://a.example/m/"), Mirror.addressOf("http://a.example/m"));
        assertEquals(URI.create("file:/a/"), Mirror.addressOf("file:/a/"));
    }

    @Test
    void whatIsNoUrlOfAFolderIsRefused() {
        assertEquals(
                "mnist-cnn.mirrors contains 'ftp://a.example/'" + EXPECTED,
                assertThrows(IllegalArgumentException.class, () -> Mirror.addressOf("ftp://a.example/"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Mirror.addressOf("a folder"));
        assertNull(System.getProperty("http.proxyHost"), "nothing is set for the whole JVM");
    }
}
