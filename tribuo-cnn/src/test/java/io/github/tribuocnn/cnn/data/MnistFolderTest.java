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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder a user gives. There is no mirror here: to look for one would fail with another message. */
final class MnistFolderTest {
    private static final String IMAGES = TRAIN_IMAGES + ".gz";

    @TempDir
    private Path folder;

    private Path given;

    @BeforeEach
    void nameFolder() {
        given = folder.resolve("given");
    }

    @Test
    void theFilesAreTakenFromTheFolderThatIsGiven() throws IOException {
        TinyMnist.writeRaw(given);

        IdxSplits found = search().dataDirectory(given).build().find();

        assertEquals(given.resolve(TRAIN_IMAGES), found.train().images());
        assertEquals(given.resolve(TEST_LABELS), found.test().labels());
        assertEquals(3_000, found.train().read().size());
        assertEquals("mnist", found.train().read().name());
    }

    @Test
    void theFolderMayBeGivenByTheEnvironmentRelativeToTheBaseDirectory() throws IOException {
        TinyMnist.writeCompressed(given);

        IdxSplits found =
                search().environment(Map.of("MNIST_DIR", "given")).build().find();

        assertEquals(given.resolve(IMAGES), found.train().images());
        assertEquals(50, found.test().read().size());
    }

    @Test
    void theParameterIsStrongerThanTheEnvironment() throws IOException {
        TinyMnist.writeRaw(given);

        IdxSplits found = search().dataDirectory(given)
                .environment(Map.of("MNIST_DIR", "elsewhere"))
                .build()
                .find();

        assertEquals(given.resolve(TRAIN_IMAGES), found.train().images());
    }

    @Test
    void namesWithADotAsInSomeArchivesAreFound() throws IOException {
        TinyMnist.writeRaw(given);
        Files.move(given.resolve(TRAIN_IMAGES), given.resolve("train-images.idx3-ubyte"));

        assertEquals(
                3_000,
                search().dataDirectory(given).build().find().train().read().size());
    }

    @Test
    void aGivenFolderThatLacksFilesIsRefused() throws IOException {
        TinyMnist.writeRaw(given);
        Files.delete(given.resolve(TRAIN_LABELS));
        Files.delete(given.resolve(TEST_IMAGES));

        assertRefused(
                search().environment(Map.of("MNIST_DIR", "given")),
                "MNIST_DIR is " + given
                        + ", which lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte (or the same as"
                        + " .gz). Put them there, correct MNIST_DIR, or leave it out to have MNIST downloaded.");
    }

    @Test
    void aGivenFolderThatIsNoneIsRefused() {
        assertRefused(
                search().dataDirectory(given),
                "dataDirectory is " + given + ", which is no folder; expected one with train-images-idx3-ubyte,"
                        + " train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each also as .gz."
                        + " Correct it, or leave it out to have MNIST downloaded.");
    }

    @Test
    void aDamagedFileInAGivenFolderIsRefusedAndLeftAsItWas() throws IOException {
        TinyMnist.writeRaw(given);
        byte[] damaged = TinyMnist.raw(TEST_LABELS);
        damaged[20] ^= 1;
        Files.write(given.resolve(TEST_LABELS), damaged);
        PublishedFile published = TinyMnist.files().get(3);
        String found = HexFormat.of().formatHex(ContentHash.sha256().digest(damaged));

        assertRefused(
                search().dataDirectory(given),
                given.resolve(TEST_LABELS) + ": SHA-256 of the uncompressed content is " + found + ", expected "
                        + published.sha256() + ", so it is not MNIST's. dataDirectory names this folder; it is never"
                        + " changed. Replace the file, or leave dataDirectory out to have MNIST downloaded.");
        assertArrayEquals(damaged, Files.readAllBytes(given.resolve(TEST_LABELS)));
    }

    @Test
    void aTruncatedGzipFileInAGivenFolderIsRefused() throws IOException {
        TinyMnist.writeCompressed(given);
        byte[] whole = Files.readAllBytes(given.resolve(IMAGES));
        Files.write(given.resolve(IMAGES), Arrays.copyOf(whole, whole.length / 2));

        assertRefused(
                search().dataDirectory(given),
                given.resolve(IMAGES) + ": damaged or truncated gzip file (Unexpected end of ZLIB input stream), so it"
                        + " is not MNIST's. dataDirectory names this folder; it is never changed. Replace the file, or"
                        + " leave dataDirectory out to have MNIST downloaded.");
    }

    @Test
    void aFileThatUnpacksWithoutEndIsRefused() throws IOException {
        TinyMnist.writeRaw(given);
        Files.delete(given.resolve(TEST_LABELS));
        Files.write(given.resolve(TEST_LABELS + ".gz"), gzip(new byte[1_000_000]));

        assertRefused(
                search().dataDirectory(given),
                given.resolve(TEST_LABELS + ".gz") + ": more than 58 bytes uncompressed, expected 58, so it is not"
                        + " MNIST's. dataDirectory names this folder; it is never changed. Replace the file, or leave"
                        + " dataDirectory out to have MNIST downloaded.");
    }

    @Test
    void theRealFilesAreKnownByTheirHashes() throws IOException {
        IdxSplits found =
                Mnist.builder().dataDirectory(RealMnist.folder()).build().find();

        assertEquals(60_000, found.train().read().size());
        assertEquals(10_000, found.test().read().size());
    }

    private Mnist.Builder search() {
        return Mnist.builder()
                .files(TinyMnist.files())
                .environment(Map.of())
                .baseDirectory(folder)
                .cacheDirectory(Path.of("cache"))
                .mirrors(List.of());
    }

    private static void assertRefused(Mnist.Builder search, String message) {
        assertEquals(
                message,
                assertThrows(InvalidDataException.class, () -> search.build().find())
                        .getMessage());
    }
}
