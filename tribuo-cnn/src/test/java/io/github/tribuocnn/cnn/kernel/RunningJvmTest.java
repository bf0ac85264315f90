/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice for processors and JVMs that are not at hand. */
class RunningJvmTest {

    private static final String WIDEST = "the widest vectors of this processor";

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512, 2048})
    void nothingStandsAgainstVectorsOfAnyWidth(int bits) {
        assertEquals("", new RunningJvm(true, true, true, bits).obstacle());
    }

    @Test
    void aProcessorWithoutVectorsGetsPlainLoops() {
        assertEquals(
                "this JVM has no vectors of 128 bits or more; for several times the speed start java on a processor for"
                        + " which it has (x86, 64-bit ARM)",
                new RunningJvm(true, true, true, 64).obstacle());
    }

    @Test
    void anOldProcessorWithoutFusedMultiplyAddIsNotBlamedOnItsMissingModule() {
        String obstacle = new RunningJvm(false, true, false, 0).obstacle();

        assertTrue(
                obstacle.startsWith(
                        "the module jdk.incubator.vector is not there and this JVM has no fused multiply-add"
                                + " instruction and multiplies in software; "),
                obstacle);
    }

    @ParameterizedTest
    @CsvSource({"256, 256", "384, 256", "512, 512", "2048, 512"})
    void theWidestVectorsAreTakenAsFarAsThereAreKernelsForThem(int widest, int bits) {
        assertEquals(new VectorWidth(bits, WIDEST), VectorWidth.of(widest, null));
    }

    @Test
    void aProcessorWithVectorsOf128BitsIsToldWhatWouldBeFaster() {
        assertEquals(
                new VectorWidth(
                        128,
                        "the widest vectors this JVM uses on this processor; a processor with AVX2 or AVX-512, and java"
                                + " without -XX:UseAVX below 2, are faster"),
                VectorWidth.of(128, null));
    }

    @Test
    void moreBitsThanThereAreGiveTheWidestAndAWord() {
        assertEquals(new VectorWidth(256, WIDEST + "; tribuocnn.vectorBits asks for 512"), VectorWidth.of(256, "512"));
        assertEquals(new VectorWidth(256, "as tribuocnn.vectorBits asks"), VectorWidth.of(512, "256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "64", "1024", "256 ", "-128", "two"})
    void anyOtherWidthIsRefused(String asked) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> VectorWidth.of(512, asked));

        assertEquals(
                "tribuocnn.vectorBits is \"" + asked
                        + "\", expected 128, 256 or 512; leave it out for the widest vectors of this processor",
                refused.getMessage());
    }
}
