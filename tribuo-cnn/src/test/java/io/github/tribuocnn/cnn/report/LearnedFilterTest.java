/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedFilterTest {
    @Test
    void filtersAreCutFromTheCanonicalOrder() {
        var architecture = Architecture.parse("conv 2 1x2, flatten, dense 2", new ImageShape(1, 2, 2));
        var weights = new float[architecture.parameterCount()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i; // [row 0][column][channel][filter]: filter 0 has the even ones
        }
        assertEquals(
                List.of(
                        new LearnedFilter(1, 2, 2, new float[] {0, 2, 4, 6}),
                        new LearnedFilter(1, 2, 2, new float[] {1, 3, 5, 7})),
                LearnedFilter.ofFirstLayer(architecture, weights));
    }

    @Test
    void aNetworkThatStartsWithoutConvolutionHasNone() {
        var architecture = Architecture.parse("flatten, dense 2", new ImageShape(1, 2, 1));
        assertEquals(List.of(), LearnedFilter.ofFirstLayer(architecture, new float[6]));
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> LearnedFilter.ofFirstLayer(Architecture.reference(), new float[10]));
        assertEquals("the network has 46054 parameters, found 10 weights", thrown.getMessage());
    }
}
