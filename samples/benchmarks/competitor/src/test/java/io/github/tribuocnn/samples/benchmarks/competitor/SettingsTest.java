/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void reachAnotherProcessAsArguments() {
        Settings settings = new Settings(8, 32, 2, "conv 8 3x3 relu, flatten, dense 10");

        assertEquals(settings, Settings.parse(settings.arguments()));
    }

    @Test
    void othersTrainTheReferenceNetworkOnly() {
        Settings reference = new Settings(1, 1, 1, "");
        Settings another = new Settings(1, 1, 1, "flatten, dense 10");

        assertEquals(reference, reference.requireReferenceNetwork());
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, another::requireReferenceNetwork);
        assertEquals("Only tribuo-cnn trains networks given as text, found flatten, dense 10", refusal.getMessage());
    }

    @Test
    void numbersAreAtLeastOne() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Settings(1, 0, 1, ""));

        assertEquals("epochs is 1, batchSize is 0, threads is 1; expected at least 1 each", refusal.getMessage());
    }
}
