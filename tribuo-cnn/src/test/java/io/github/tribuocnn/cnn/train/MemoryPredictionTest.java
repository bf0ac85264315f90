/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.ChildJvm;
import io.github.tribuocnn.cnn.arch.Architecture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run is said to need of the heap is what it takes, to within a fifth, from some hundred to 5,000,000 parameters. */
@Tag(ChildJvm.TAG)
final class MemoryPredictionTest {

    private static final String SMALL = "conv 4 3x3 relu, maxpool 2, flatten, dense 12";
    private static final String BLOCKS = "conv 16 3x3 same gelu l2 0.001, batchnorm, maxpool 2,"
            + " residual(depthwise 3x3 same, conv 16 1x1), dropout 0.2, conv 32 3x3 stride 2, globalavgpool, dense 10";
    private static final String WIDE = "flatten, dense 2048 relu, dense 1600 relu, dense 10";
    private static final String DEEP =
            "conv 64 3x3 same relu, maxpool 2, conv 128 3x3 same relu, maxpool 2, flatten, dense 600 relu, dense 10";

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "train > 8 8 1 > " + SMALL + " > 8 > adam > 0 > 0 > 484",
                "train > 28 28 1 > " + Architecture.REFERENCE_TEXT + " > 32 > adam > 0 > 0 > 46054",
                "train > 28 28 1 > " + Architecture.REFERENCE_TEXT + " > 512 > sgd > 0.99 > 300 > 46054",
                "train > 32 32 3 > " + BLOCKS + " > 64 > adamw > 0.999 > 0 > 5914",
                "train > 28 28 1 > " + WIDE + " > 16 > adam > 0 > 0 > 4902090",
                "train > 28 28 1 > " + WIDE + " > 16 > rmsprop > 0.99 > 0 > 4902090",
                "train > 32 32 3 > " + DEEP + " > 32 > adamw > 0 > 0 > 4997458",
                "predict > 8 8 1 > " + SMALL + " > 0 > adam > 0 > 0 > 484",
                "predict > 28 28 1 > " + Architecture.REFERENCE_TEXT + " > 0 > adam > 0 > 0 > 46054",
                "predict > 32 32 3 > " + DEEP + " > 0 > adam > 0 > 0 > 4997458",
            })
    void theHeapIsPredictedWithinAFifth(
            String what,
            String shape,
            String layers,
            String batch,
            String optimiser,
            String average,
            String validation,
            int parameters) {
        String[] sides = shape.split(" ", -1);
        ChildJvm.Outcome outcome = ChildJvm.of(
                        MemoryRun.class,
                        what,
                        sides[0],
                        sides[1],
                        sides[2],
                        layers,
                        batch,
                        optimiser,
                        average,
                        validation)
                .with("-XX:+UseSerialGC", "-Xmx512m")
                .run();
        String[] numbers = outcome.requireSuccess().after("memory").get(0).split(" ", -1);

        assertEquals(parameters, Integer.parseInt(numbers[0]), "parameters");
        assertEquals(
                1,
                Double.parseDouble(numbers[1]) / Double.parseDouble(numbers[2]),
                0.2,
                () -> "predicted " + numbers[1] + " bytes, measured " + numbers[2]);
    }
}
