/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tribuocnn.cnn.nn.Network;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
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

    /** Only the caller gets on at first, so that it helps: a stage must not end before what was helped with is done. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void aStageEndsWhenPartsThatOthersTookOverHaveEnded(int threads) {
        Thread caller = Thread.currentThread();
        int[] runs = new int[Network.PARTS];
        try (Crew crew = new Crew(threads)) {
            for (int stage = 1; stage <= 50; stage++) {
                crew.run(part -> {
                    if ((Thread.currentThread() == caller) == (part % 2 == 0)) {
                        LockSupport.parkNanos(200_000);
                    }
                    runs[part]++;
                });
                int expected = stage;
                assertTrue(Arrays.stream(runs).allMatch(count -> count == expected), Arrays.toString(runs));
            }
        }
    }

    /** The last part of a thread half as slow again would be taken from it, and its memory with it. */
    @Test
    void aThreadThatIsDoneLeavesOthersTheirPartsForAWhile() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "Threads that share a core help at once");
        Thread caller = Thread.currentThread();
        int stages = 9;
        int[] ownByWorker = new int[stages];
        try (Crew crew = new Crew(2)) {
            for (int stage = 0; stage < stages; stage++) {
                int number = stage;
                crew.run(part -> {
                    boolean called = Thread.currentThread() == caller;
                    LockSupport.parkNanos(called ? 20_000_000 : 30_000_000);
                    if (!called) {
                        ownByWorker[number]++;
                    }
                });
            }
        }
        // a busy machine may hold the worker up now and then
        long undisturbed = Arrays.stream(ownByWorker)
                .filter(parts -> parts == Network.PARTS / 2)
                .count();
        assertTrue(undisturbed > stages / 2, Arrays.toString(ownByWorker));
    }

    @Test
    void everyPartThatThrowsCountsAsFinished() {
        try (Crew crew = new Crew(4)) {
            for (int stage = 0; stage < 200; stage++) {
                assertThrows(
                        IllegalStateException.class,
                        () -> crew.run(part -> {
                            throw new ArithmeticException("part " + part);
                        }));
            }
        }
    }
}
