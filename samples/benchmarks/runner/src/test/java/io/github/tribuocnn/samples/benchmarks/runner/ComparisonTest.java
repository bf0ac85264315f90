/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tribuocnn.cnn.data.SyntheticDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our trainer competes with itself, in processes as a real comparison has them, on a handful of digits. */
class ComparisonTest {

    private static final Path BENCHMARKS = Path.of("..").toAbsolutePath().normalize();
    private static final Contestant SCALAR = Contestant.named("tribuo-cnn-scalar");

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void needsLinux() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "Peak memory is read from /proc, which Linux has");
    }

    private Comparison comparison(int warmUp, int rounds) throws IOException {
        Corpus corpus = new Corpus(
                "synthetic",
                Corpus.digits(SyntheticDigits.images(1, 230)),
                Corpus.digits(SyntheticDigits.images(2, 200)));
        int images = corpus.write(folder, 230, 16);
        assertEquals(224, images, "whole batches");
        Jvm jvm = new Jvm(Path.of(System.getProperty("java.home")), List.of("-Xmx256m"), 1);
        return new Comparison(BENCHMARKS, folder, jvm, new Comparison.Schedule(images, warmUp, rounds, 16), said::add);
    }

    @Test
    void contestantsTakeTurnsAndOursLearnsTheSameInEveryKindOfJvm() throws Exception {
        List<Outcome> outcomes = comparison(1, 3).run(List.of(SCALAR, Contestant.OURS));

        List<String> turns = said.stream()
                .filter(line -> line.startsWith("round "))
                .map(line -> line.replaceAll("vector-\\d+", "vector").replaceAll(", [\\d,]+ images/s", ""))
                .toList();
        assertEquals(
                List.of(
                        "round 1 (warm-up): tribuo-cnn, scalar",
                        "round 1 (warm-up): tribuo-cnn, vector",
                        "round 2: tribuo-cnn, scalar",
                        "round 2: tribuo-cnn, vector",
                        "round 3: tribuo-cnn, scalar",
                        "round 3: tribuo-cnn, vector",
                        "round 4: tribuo-cnn, scalar",
                        "round 4: tribuo-cnn, vector"),
                turns);
        assertEquals(outcomes.get(0).accuracy(), outcomes.get(1).accuracy());
        for (Outcome outcome : outcomes) {
            assertTrue(outcome.accuracy() > 0.3, "accuracy " + outcome.accuracy());
            assertEquals(3, outcome.rounds().getN());
            assertTrue(outcome.imagesPerSecond() > 0);
            assertTrue(outcome.peakMemory() > 20_000_000, "peak memory " + outcome.peakMemory());
            assertTrue(outcome.secondsToFirstStep() > 0);
            assertTrue(outcome.download() > 1_000_000, "download " + outcome.download());
        }
    }

    @Test
    void aContestantThatFailsIsNamedWithTheEndOfItsLog() throws IOException {
        Contestant broken = new Contestant("broken", "tribuo-cnn", "tribuocnn.Nothing", List.of());
        Comparison comparison = comparison(0, 1);

        IOException failure = assertThrows(IOException.class, () -> comparison.run(List.of(broken)));

        String message = String.valueOf(failure.getMessage());
        assertTrue(
                message.startsWith("broken answered nothing and ended, expected \"ready ...\". Its log ends:\n"),
                message);
        assertTrue(message.contains("ClassNotFoundException"), message);
    }

    @Test
    void digitsThatFillNoBatchAreRefused() throws IOException {
        Corpus corpus = new Corpus(
                "synthetic",
                Corpus.digits(SyntheticDigits.images(1, 10)),
                Corpus.digits(SyntheticDigits.images(2, 10)));

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> corpus.write(folder, 1000, 16));

        assertEquals(
                "10 digits don't fill a batch of 16; give more digits (--images) or a smaller batch (--batch)",
                refusal.getMessage());
    }
}
