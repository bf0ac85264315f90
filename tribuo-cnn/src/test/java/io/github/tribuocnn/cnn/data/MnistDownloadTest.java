/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.gzip;
import static io.github.tribuocnn.cnn.data.TinyMnist.TEST_IMAGES;
import static io.github.tribuocnn.cnn.data.TinyMnist.TEST_LABELS;
import static io.github.tribuocnn.cnn.data.TinyMnist.TRAIN_IMAGES;
import static io.github.tribuocnn.cnn.data.TinyMnist.TRAIN_LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache and the download into it. */
final class MnistDownloadTest {
    private static final String REMEDY = "give the folder with the four IDX files, gzip-compressed or not, by"
            + " -Dmnist-cnn.dataDirectory=<folder> or the environment variable MNIST_DIR";
    private static final String IMAGES = TRAIN_IMAGES + ".gz";

    @TempDir
    private Path folder;

    private MirroredMnist mnist;
    private Mirror mirror;
    private Path cache;
    private List<String> progress;

    @BeforeEach
    void startMirror() throws IOException {
        mnist = MirroredMnist.start(folder);
        mirror = mnist.mirror();
        cache = mnist.cache();
        progress = mnist.progress();
    }

    @AfterEach
    void stopMirror() {
        mnist.close();
    }

    @Test
    void anEmptyEnvironmentVariableIsNone() throws IOException {
        mnist.search().environment(Map.of("MNIST_DIR", " ")).build().find();

        assertEquals(4, mirror.requests.size());
    }

    @Test
    void whatIsNowhereIsDownloadedOnce() throws IOException {
        IdxSplits first = mnist.search().build().find();
        IdxSplits second = mnist.search().build().find();

        assertEquals(List.of(IMAGES, TRAIN_LABELS + ".gz", TEST_IMAGES + ".gz", TEST_LABELS + ".gz"), mirror.requests);
        assertEquals(first, second);
        assertEquals(cache.resolve(IMAGES), first.train().images());
        assertEquals(3_000, first.train().read().size());
        assertEquals(List.of("lock"), mnist.leftovers());
    }

    @Test
    void aDownloadSaysWhenItStartsAndEnds() throws IOException {
        mnist.search().userAgent("mnist-cnn-maven-plugin/1").build().find();

        assertEquals(8, progress.size(), progress.toString());
        assertEquals("Downloading " + mirror.base() + IMAGES, progress.get(0));
        assertTrue(progress.get(1).matches("Downloaded train-images-idx3-ubyte.gz: 0\\.0 MB in \\d+\\.\\d s"));
        assertEquals(
                List.of("mnist-cnn-maven-plugin/1"),
                mirror.userAgents.stream().distinct().toList());
    }

    @Test
    void mirrorsAreReachedTheWayThatIsGiven() throws IOException {
        URI elsewhere = URI.create("http://mirror.example.invalid/digits/");
        mnist.search()
                .mirrors(List.of(elsewhere))
                .connections(file -> mirror.base()
                        .resolve(elsewhere.relativize(file))
                        .toURL()
                        .openConnection())
                .build()
                .find();

        assertEquals(4, mirror.requests.size());
        assertEquals("Downloading " + elsewhere + IMAGES, progress.get(0));
    }

    @Test
    void aServerThatUnpacksOnTheWayIsFine() throws IOException {
        mirror.put(IMAGES, TinyMnist.raw(TRAIN_IMAGES));

        IdxSplits found = mnist.search().build().find();

        assertEquals(cache.resolve(TRAIN_IMAGES), found.train().images());
        assertEquals(3_000, found.train().read().size());
    }

    @Test
    void aFileMirrorServesLikeAnyOtherEvenOffline() throws IOException {
        TinyMnist.writeCompressed(folder.resolve("copy"));

        IdxSplits found = mnist.search()
                .mirrors(List.of(mirror.base(), folder.resolve("copy").toUri()))
                .offline(true)
                .build()
                .find();

        assertEquals(cache.resolve(IMAGES), found.train().images());
        assertNothingDownloaded();
    }

    @Test
    void offlineTheCacheIsEnough() throws IOException {
        TinyMnist.writeCompressed(cache);

        assertEquals(
                cache.resolve(IMAGES),
                mnist.search().offline(true).build().find().train().images());
        assertNothingDownloaded();
    }

    @Test
    void offlineWithoutCacheIsUnavailableAndLeavesNothing() {
        assertUnavailable(
                mnist.search().offline(true),
                "offline, and MNIST is not in " + cache + ": run once online, or " + REMEDY + ".");
        assertNothingDownloaded();
        assertFalse(Files.exists(cache));
    }

    @Test
    void withoutMirrorsWhatIsNotCachedIsUnavailable() {
        assertUnavailable(
                mnist.search().mirrors(List.of()),
                "there is no mirror to download from, and MNIST is not in " + cache + ": name a mirror, or " + REMEDY
                        + ".");
    }

    @Test
    void aMirrorThatCannotBeReachedIsReplacedByTheNext() throws IOException {
        URI nobody = closedPort();

        mnist.search().mirrors(List.of(nobody, mirror.base())).build().find();

        assertTrue(
                progress.contains("Download failed: " + nobody + IMAGES + ": Connection refused"), progress.toString());
    }

    @Test
    void aMirrorThatAnswersForbiddenIsNotAskedAgain() throws IOException {
        mirror.statuses.put(IMAGES, 403);

        assertUnavailable(
                mnist.search(),
                "MNIST's train-images-idx3-ubyte can't be downloaded: " + mirror.base() + IMAGES + ": HTTP 403. Try"
                        + " again later, name a mirror that can be reached, or " + REMEDY + ".");
        assertEquals(List.of(IMAGES), mirror.requests);
    }

    @Test
    void aMirrorThatFailsIsAskedTwice() throws IOException {
        mirror.statuses.put(IMAGES, 503);
        String failure = mirror.base() + IMAGES + ": HTTP 503";

        assertUnavailable(
                mnist.search(),
                "MNIST's train-images-idx3-ubyte can't be downloaded: " + failure + "; " + failure
                        + ". Try again later," + " name a mirror that can be reached, or " + REMEDY + ".");
        assertEquals(List.of(IMAGES, IMAGES), mirror.requests);
    }

    @Test
    void wrongContentIsNeverKept() throws IOException {
        mirror.put(IMAGES, gzip("<html>please log in</html>".getBytes(StandardCharsets.UTF_8)));
        String failure = mirror.base() + IMAGES + ": wrong content, 26 bytes uncompressed, expected 36,016";

        assertUnavailable(
                mnist.search(),
                "MNIST's train-images-idx3-ubyte can't be downloaded: " + failure + "; " + failure
                        + ". Try again later," + " name a mirror that can be reached, or " + REMEDY + ".");
        assertEquals(List.of("lock"), mnist.leftovers());
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        mirror.put(IMAGES, new byte[1_000_000]);

        assertThrows(
                MnistUnavailableException.class, () -> mnist.search().build().find());

        assertTrue(progress.get(1).endsWith("more than 36,016 bytes uncompressed, expected 36,016"), progress.get(1));
    }

    @Test
    void aMirrorMayBeWrittenWithoutTheSlashAtItsEnd() throws IOException {
        String base = mirror.base().toString();

        mnist.search()
                .mirrors(List.of(URI.create(base.substring(0, base.length() - 1))))
                .build()
                .find();

        assertEquals(IMAGES, mirror.requests.get(0));
    }

    @Test
    void aMirrorThatIsNoUrlOfAFolderIsRefused() {
        for (String wrong : List.of("mnist/", "ftp://host/mnist/")) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class, () -> mnist.search().mirrors(List.of(URI.create(wrong))));

            assertEquals(
                    "mirrors contains \"" + wrong + "\", expected the https:, http: or file: URL of a folder with the"
                            + " four files",
                    refusal.getMessage());
        }
    }

    @Test
    void aDownloadThatStandsStillIsGivenUp() throws IOException {
        mirror.stalls.put(IMAGES, 1_000);

        assertUnavailable(
                mnist.search(),
                "MNIST's train-images-idx3-ubyte can't be downloaded: " + mirror.base() + IMAGES + ": Read timed out; "
                        + mirror.base() + IMAGES + ": Read timed out. Try again later, name a mirror that can be"
                        + " reached, or " + REMEDY + ".");
    }

    @Test
    void aDamagedCachedFileIsFetchedAgain() throws IOException {
        TinyMnist.writeCompressed(cache);
        Files.write(cache.resolve(IMAGES), new byte[] {1, 2, 3});

        IdxSplits found = mnist.search().build().find();

        assertEquals(List.of(IMAGES), mirror.requests);
        assertEquals(3_000, found.train().read().size());
        assertEquals(
                cache.resolve(IMAGES) + " in the cache is not used: 3 bytes uncompressed, expected 36,016",
                progress.get(0));
    }

    @Test
    void aDamagedRawFileDoesNotHideTheOneFetchedInstead() throws IOException {
        TinyMnist.writeCompressed(cache);
        Files.delete(cache.resolve(IMAGES));
        Files.write(cache.resolve(TRAIN_IMAGES), new byte[] {1, 2, 3});

        mnist.search().build().find();
        mnist.search().build().find();

        assertEquals(List.of(IMAGES), mirror.requests);
        assertFalse(Files.exists(cache.resolve(TRAIN_IMAGES)));
    }

    @Test
    void eightThreadsMakeOneRequestPerFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<IdxSplits>> searches = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                searches.add(() -> mnist.search().progress(line -> {}).build().find());
            }
            for (Future<IdxSplits> found : threads.invokeAll(searches)) {
                assertEquals(cache.resolve(IMAGES), found.get().train().images());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(4, mirror.requests.size(), mirror.requests.toString());
    }

    @Test
    void aCacheThatCannotBeMadeIsUnavailable() throws IOException {
        Files.write(cache, new byte[0]); // a file where the folder should be

        String refusal = String.valueOf(assertThrows(
                        MnistUnavailableException.class,
                        () -> mnist.search().build().find())
                .getMessage());

        assertTrue(refusal.startsWith("the cache " + cache + " can't be made ("), refusal);
        assertTrue(
                refusal.endsWith("give another one by -Dmnist-cnn.cacheDirectory=<folder>, or " + REMEDY + "."),
                refusal);
    }

    @Test
    void theMirrorsOfTheDefaultAreFoldersReachedByHttps() {
        for (URI defaultMirror : Mnist.MIRRORS) {
            assertEquals("https", defaultMirror.getScheme());
            assertTrue(defaultMirror.getPath().endsWith("/"), defaultMirror.toString());
        }
    }

    private static void assertUnavailable(Mnist.Builder search, String message) {
        assertEquals(
                message,
                assertThrows(
                                MnistUnavailableException.class,
                                () -> search.build().find())
                        .getMessage());
    }

    private void assertNothingDownloaded() {
        assertEquals(List.of(), mirror.requests);
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mnist/");
        }
    }
}
