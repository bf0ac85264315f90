/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    private static long training(String network, int side) {
        return new Arithmetic(Architecture.parse(network, new ImageShape(side, side, 1))).training();
    }

    @Test
    void referenceNetworkNeedsTwoMillionOperationsAnImage() {
        long firstConvolution = 2 * (26 * 26 * 32 * 9 + 13 * 13 * 32 * 9);
        long secondConvolution = 2 * (10 * 10 * 16 * 288 + 2 * 5 * 5 * 16 * 288);
        long dense = 2 * 3 * (400 * 100 + 100 * 10);

        long needed = new Arithmetic(Architecture.reference()).training();

        assertEquals(firstConvolution + secondConvolution + dense, needed);
        assertEquals(2_115_120, needed);
    }

    @Test
    void withoutPoolingEveryPositionCountsForwardAndBackward() {
        // 4x4 positions, 9 weights, 5 filters; the dense layer has an input gradient, the convolution has none
        assertEquals(2 * 2 * (4 * 4 * 9 * 5) + 2 * 3 * (80 * 3), training("conv 5 3x3 relu, flatten, dense 3", 6));
    }

    @Test
    void groupsAndStridesSaveWork() {
        // 3x3 positions, 9 weights, 4 filters; then as many positions, 4 weights, 2 channels a group, 4 filters
        assertEquals(
                2 * 2 * (9 * 9 * 4) + 2 * 3 * (9 * 4 * 2 * 4) + 2 * 3 * (36 * 3),
                training("conv 4 3x3 stride 2 same relu, conv 4 2x2 same groups 2, flatten, dense 3", 6));
    }

    @Test
    void aSingleDenseLayerNeedsNoInputGradient() {
        assertEquals(2 * 2 * (36 * 3), training("flatten, dense 3", 6));
    }
}
