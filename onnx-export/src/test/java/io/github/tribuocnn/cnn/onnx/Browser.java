/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Headless Chromium with one page, served from this JVM, that runs onnxruntime-web and sends back what it answers. */
final class Browser {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "mjs", "text/javascript", "wasm", "application/wasm");

    private final Path executable;

    private Browser(Path executable) {
        this.executable = executable;
    }

    /** Skips the test where there is none. */
    static Browser installed() {
        Path found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "none of " + NAMES + " is on the PATH (apt-get install chromium)");
        return new Browser(Objects.requireNonNull(found));
    }

    /**
     * Has the page answer an examination.
     *
     * @param runtime the folder {@code dist} of onnxruntime-web
     * @param profile an empty folder for the browser
     * @return the probabilities, floats little-endian
     */
    byte[] answers(Examination examination, PixelInput input, Path runtime, Path profile)
            throws IOException, InterruptedException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/score.html", exchange -> send(exchange, resource("score.html"), "html"));
        server.createContext("/model", exchange -> send(exchange, examination.model(), ""));
        server.createContext("/images", exchange -> send(exchange, examination.images(), ""));
        server.createContext("/runtime/", exchange -> sendFile(exchange, runtime));
        server.createContext("/answer", exchange -> {
            answer.complete(exchange.getRequestBody().readAllBytes());
            send(exchange, new byte[0], "");
        });
        server.createContext("/failure", exchange -> {
            String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer.completeExceptionally(new AssertionError("the page failed: " + message));
            send(exchange, new byte[0], "");
        });
        server.start();
        String page = "http://127.0.0.1:" + server.getAddress().getPort() + "/score.html?type="
                + (input == PixelInput.FLOAT ? "float32" : "uint8") + "&dims="
                + String.join(
                        ",",
                        Arrays.stream(examination.dims())
                                .mapToObj(Integer::toString)
                                .toList());
        try {
            return open(page, profile, answer);
        } finally {
            server.stop(0);
        }
    }

    private byte[] open(String page, Path profile, CompletableFuture<byte[]> answer)
            throws IOException, InterruptedException {
        Path log = profile.resolve("log.txt");
        Process process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile.resolve("profile"),
                        page)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return answer.get(120, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the page did not answer; the browser said: " + Files.readString(log), e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            end(process);
            deleteSocket(profile.resolve("profile"));
        }
    }

    /** With all the processes it started, so that nothing writes to the profile any more. */
    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> one).join();
        }
    }

    /** It lies in a folder of its own below the system's, and nobody deletes it when a browser is ended. */
    private static void deleteSocket(Path profile) throws IOException {
        Path link = profile.resolve("SingletonSocket");
        if (Files.isSymbolicLink(link)) {
            Path folder = Files.readSymbolicLink(link).resolveSibling("");
            Files.delete(link);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }

    private static void sendFile(HttpExchange exchange, Path folder) throws IOException {
        String name = Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
            send(exchange, Files.readAllBytes(file), name.substring(name.lastIndexOf('.') + 1));
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, byte[] bytes, String extension) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
