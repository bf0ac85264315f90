/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.TinyMnist.TRAIN_IMAGES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that broke off, and are continued if the rest can be had. */
final class ResumedDownloadTest {
    private static final String IMAGES = TRAIN_IMAGES + ".gz";

    private MirroredMnist mnist;

    @BeforeEach
    void startMirror(@TempDir Path folder) throws IOException {
        mnist = MirroredMnist.start(folder);
    }

    @AfterEach
    void stopMirror() {
        mnist.close();
    }

    @Test
    void aBrokenDownloadIsContinuedWhereItStopped() throws IOException {
        mnist.mirror().cuts.put(IMAGES, 1_000);

        IdxSplits found = mnist.search().build().find();

        assertEquals(
                List.of(IMAGES, IMAGES + " bytes=1000-"),
                mnist.mirror().requests.subList(0, 2));
        assertEquals(3_000, found.train().read().size());
        assertTrue(
                mnist.progress()
                        .get(1)
                        .startsWith("Download failed: " + mnist.mirror().base() + IMAGES),
                mnist.progress().get(1));
        assertEquals(List.of("lock"), mnist.leftovers());
    }

    @Test
    void aBrokenDownloadIsContinuedByALaterRun() throws IOException {
        mnist.mirror().stalls.put(IMAGES, 1_000);
        assertThrows(
                MnistUnavailableException.class, () -> mnist.search().build().find());
        mnist.mirror().stalls.clear();
        mnist.mirror().requests.clear();

        assertEquals(3_000, mnist.search().build().find().train().read().size());
        assertEquals(IMAGES + " bytes=2000-", mnist.mirror().requests.get(0));
    }

    @Test
    void aServerThatIgnoresRangesStartsOver() throws IOException {
        mnist.mirror().cuts.put(IMAGES, 1_000);
        mnist.mirror().ignoreRanges();

        assertEquals(3_000, mnist.search().build().find().train().read().size());
    }

    @Test
    void aPartThatIsLongerThanTheFileIsThrownAway() throws IOException {
        Files.createDirectories(mnist.cache());
        Files.write(Downloads.part(TinyMnist.files().get(0), mnist.mirror().base(), mnist.cache()), new byte[100_000]);

        assertEquals(3_000, mnist.search().build().find().train().read().size());
        assertEquals(
                List.of(IMAGES + " bytes=100000-", IMAGES),
                mnist.mirror().requests.subList(0, 2));
    }

    @Test
    void aPartOfAnotherMirrorIsNotContinued() throws IOException {
        Files.createDirectories(mnist.cache());
        Files.write(
                Downloads.part(TinyMnist.files().get(0), URI.create("https://other/"), mnist.cache()), new byte[10]);

        mnist.search().build().find();

        assertEquals(IMAGES, mnist.mirror().requests.get(0));
        assertEquals(List.of("lock"), mnist.leftovers());
    }
}
