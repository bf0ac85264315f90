/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that serves files, and misbehaves when told to. */
final class Mirror implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Every request as "path" or "path range". */
    final List<String> requests = new CopyOnWriteArrayList<>();

    final List<String> userAgents = new CopyOnWriteArrayList<>();

    /** By path: an HTTP status to answer with. */
    final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    /** By path: break the connection, once, after so many bytes. */
    final Map<String, Integer> cuts = new ConcurrentHashMap<>();

    /** By path: send so many bytes, then nothing, at every request. */
    final Map<String, Integer> stalls = new ConcurrentHashMap<>();

    private volatile boolean ranges = true;

    Mirror(Map<String, byte[]> files) throws IOException {
        this.files = new ConcurrentHashMap<>(files);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mnist/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI base() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/mnist/");
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    void ignoreRanges() {
        ranges = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/mnist/".length());
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(range == null ? path : path + " " + range);
            userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            byte[] content = files.getOrDefault(path, new byte[0]);
            Integer status = files.containsKey(path) ? statuses.get(path) : Integer.valueOf(404);
            if (status != null) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            int from = range != null && ranges ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            if (from > 0 && from >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            send(exchange, path, Arrays.copyOfRange(content, from, content.length));
        }
    }

    private void send(HttpExchange exchange, String path, byte[] body) throws IOException {
        Integer cut = cuts.remove(path);
        Integer stall = stalls.get(path);
        int length = cut != null ? cut : stall != null ? stall : body.length;
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, length);
        out.flush();
        if (cut == null && stall != null) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
