/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigitSourcesTest {
    @TempDir
    private Path folder;

    @Test
    void mnistIsChosenWhereItCanBeHad() throws IOException {
        TinyMnist.writeRaw(folder);

        for (DatasetChoice choice : List.of(DatasetChoice.MNIST, DatasetChoice.AUTO)) {
            DigitSources sources = DigitSources.choose(choice, given(folder), 100);
            assertEquals("mnist", sources.name());
            assertEquals(100, sources.train().images().size());
            assertEquals(50, sources.test().images().size());
            assertEquals(Optional.empty(), sources.fallback());
        }
    }

    @Test
    void autoFallsBackToSyntheticDigitsAndSaysWhy() throws IOException {
        DigitSources sources = DigitSources.choose(DatasetChoice.AUTO, nowhere(), 30);

        assertEquals("synthetic", sources.name());
        assertEquals(30, sources.train().images().size());
        assertEquals("SyntheticDigitSource(seed=2,size=10000)", sources.test().toString());
        assertEquals(
                Optional.of("offline, and MNIST is not in " + folder.resolve("cache") + ": run once online, or "
                        + Mnist.REMEDY + "."),
                sources.fallback());
    }

    @Test
    void mnistDoesNotFallBack() {
        assertThrows(MnistUnavailableException.class, () -> DigitSources.choose(DatasetChoice.MNIST, nowhere(), 0));
    }

    @Test
    void autoDoesNotFallBackFromAFolderThatIsWrong() {
        assertThrows(
                InvalidDataException.class,
                () -> DigitSources.choose(DatasetChoice.AUTO, given(folder.resolve("none")), 0));
    }

    @Test
    void syntheticDigitsDoNotLookForMnist() throws IOException {
        DigitSources sources = DigitSources.choose(DatasetChoice.SYNTHETIC, given(folder.resolve("none")), 10);

        assertEquals("synthetic", sources.name());
        assertEquals(Optional.empty(), sources.fallback());
    }

    @Test
    void aNegativeLimitIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> DigitSources.choose(DatasetChoice.SYNTHETIC, nowhere(), -1));

        assertEquals("trainLimit is -1, expected 0 (all images) or more", refusal.getMessage());
    }

    @Test
    void choicesAreReadFromWords() {
        assertEquals(DatasetChoice.AUTO, DatasetChoice.parse(" Auto "));
        assertEquals(DatasetChoice.MNIST, DatasetChoice.parse("mnist"));
        assertEquals(DatasetChoice.SYNTHETIC, DatasetChoice.parse("synthetic"));
    }

    @Test
    void anUnknownChoiceIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> DatasetChoice.parse("cifar"));

        assertEquals("dataset is \"cifar\", expected mnist, synthetic or auto", refusal.getMessage());
    }

    private Mnist given(Path data) {
        return Mnist.builder().files(TinyMnist.files()).dataDirectory(data).build();
    }

    private Mnist nowhere() {
        return Mnist.builder()
                .files(TinyMnist.files())
                .environment(Map.of())
                .cacheDirectory(folder.resolve("cache"))
                .offline(true)
                .build();
    }
}
