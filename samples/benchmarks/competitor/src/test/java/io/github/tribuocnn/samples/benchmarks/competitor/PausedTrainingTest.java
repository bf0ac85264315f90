/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PausedTrainingTest {

    /** A train call of three epochs that writes down what it does. */
    private static PausedTraining<String> threeEpochs(List<String> diary) {
        return new PausedTraining<>(betweenEpochs -> {
            for (int epoch = 1; epoch <= 3; epoch++) {
                diary.add("epoch " + epoch);
                if (epoch < 3) {
                    betweenEpochs.run();
                }
            }
            return "model";
        });
    }

    @Test
    void oneEpochRunsAtATime() throws Exception {
        List<String> diary = new CopyOnWriteArrayList<>();
        PausedTraining<String> training = threeEpochs(diary);
        assertEquals(List.of(), diary);

        training.epoch();
        assertEquals(List.of("epoch 1"), diary);
        assertThrows(IllegalStateException.class, training::model);
        training.epoch();
        training.epoch();

        assertEquals(List.of("epoch 1", "epoch 2", "epoch 3"), diary);
        assertEquals("model", training.model());
    }

    @Test
    void thereAreNoMoreEpochsThanTheTrainCallHas() throws Exception {
        PausedTraining<String> training = threeEpochs(new CopyOnWriteArrayList<>());
        for (int epoch = 0; epoch < 3; epoch++) {
            training.epoch();
        }

        IllegalStateException refusal = assertThrows(IllegalStateException.class, training::epoch);

        assertEquals("The train call has run all its epochs", refusal.getMessage());
    }

    @Test
    void whatTheTrainCallThrowsReachesWhoeverWaits() {
        PausedTraining<String> training = new PausedTraining<>(betweenEpochs -> {
            throw new IOException("disk full");
        });

        IOException thrown = assertThrows(IOException.class, training::epoch);

        assertEquals("disk full", thrown.getMessage());
    }
}
