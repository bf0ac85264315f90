/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.nn.Network;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 30})
    void everyPartOfEveryStageRunsExactlyOnceAndBeforeTheNextStage(int threads) {
        int[] runs = new int[Network.PARTS];
        int[] sums = new int[Network.PARTS];
        try (Crew crew = new Crew(threads)) {
            for (int stage = 0; stage < 5_000; stage++) {
                crew.run(part -> runs[part]++);
                // reads what all other parts wrote in the stage before: only a barrier makes this sum right
                crew.run(part -> sums[part] = Arrays.stream(runs).sum());
                int expected = (stage + 1) * Network.PARTS;
                for (int sum : sums) {
                    assertEquals(expected, sum);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatAPartThrowsReachesTheCallerAndTheCrewGoesOn(int threads) {
        try (Crew crew = new Crew(threads)) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> crew.run(part -> {
                        if (part == 5) {
                            throw new ArithmeticException("part five");
                        }
                    }));
            assertTrue(String.valueOf(thrown.getCause()).contains("part five"), String.valueOf(thrown.getCause()));
            int[] runs = new int[Network.PARTS];
            crew.run(part -> runs[part]++);
            assertEquals(Network.PARTS, Arrays.stream(runs).sum());
        }
    }
}
