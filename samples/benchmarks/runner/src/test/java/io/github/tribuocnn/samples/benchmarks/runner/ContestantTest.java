/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestantTest {

    @Test
    void anUnknownNameIsAnsweredWithThoseThatAreKnown() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Contestant.named("caffe"));

        assertEquals(
                "\"caffe\" is no contestant, expected one of tribuo-cnn, tribuo-cnn-avx2, tribuo-cnn-scalar,"
                        + " djl-pytorch, tensorflow, tribuo-tensorflow, dl4j",
                refusal.getMessage());
    }

    @Test
    void aPeerThatWasNotBuiltIsAnsweredWithTheRemedy(@TempDir Path benchmarks) {
        IOException refusal =
                assertThrows(IOException.class, () -> Contestant.named("dl4j").classPath(benchmarks));

        assertEquals(
                "dl4j has not been built: there is no " + benchmarks.resolve("dl4j/target/class-path")
                        + ". Build it (mvn package -Ppeers), or leave it out of --contestants.",
                refusal.getMessage());
    }

    @Test
    void downloadIsTheJarsOfTheLibraryNotThoseOfThisSample(@TempDir Path benchmarks) throws IOException {
        Path library = Files.write(benchmarks.resolve("nd4j.jar"), new byte[1000]);
        Path natives = Files.write(benchmarks.resolve("natives.jar"), new byte[234]);
        Path sample = Files.write(benchmarks.resolve("benchmarks-competitor-1.jar"), new byte[55]);
        Path target = Files.createDirectories(benchmarks.resolve("dl4j/target"));
        Files.writeString(
                target.resolve("class-path"), library + File.pathSeparator + sample + File.pathSeparator + natives);

        assertEquals(1234, Contestant.named("dl4j").download(benchmarks));
    }
}
