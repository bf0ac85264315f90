/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinnerListTest {

    private static final Kernels KERNELS = new ScalarKernels();

    /** As in training, one list for shapes of all sizes. */
    private static final WinnerList LIST = new WinnerList();

    /** Of the windows of an image none, one, as many as an int has bits, one more, and several times as many. */
    @ParameterizedTest
    @CsvSource({"3, 3, 16", "4, 5, 1", "10, 18, 5", "8, 24, 33", "8, 25, 33", "26, 30, 17"})
    void aFiltersWinnersAreListedWindowByWindow(int height, int width, int filters) {
        ConvolutionShape shape = new ConvolutionShape(height, width, 16, 16, 3, 3, filters);
        int size = shape.windows.length * shape.filterStride;
        Random random = new Random(7);
        for (int image = 0; image < 2; image++) {
            float[] dOut = new float[size + 1];
            int[] winners = new int[size + 2];
            for (int i = 0; i < size; i++) {
                dOut[1 + i] = random.nextFloat();
                winners[2 + i] = random.nextBoolean() ? 1 << random.nextInt(4) : 0;
            }

            LIST.fill(KERNELS, shape, dOut, 1, winners, 2);

            for (int k = 0; k < filters; k++) {
                assertEquals(expected(shape, k, dOut, winners), listed(k), "filter " + k);
            }
        }
    }

    private static List<String> expected(ConvolutionShape shape, int k, float[] dOut, int[] winners) {
        List<String> expected = new ArrayList<>();
        for (int window = 0; window < shape.windows.length; window++) {
            int at = window * shape.filterStride + k;
            int winner = winners[2 + at];
            if (winner != 0) {
                int offset = shape.windows[window] + shape.quad[WinnerList.candidate(winner)];
                expected.add(offset / shape.pixelStride + " " + offset + " " + dOut[1 + at]);
            }
        }
        return expected;
    }

    private static List<String> listed(int k) {
        List<String> listed = new ArrayList<>();
        for (int winner = LIST.from(k); winner < LIST.to(k); winner++) {
            listed.add(LIST.pixels[winner] + " " + LIST.offsets[winner] + " " + LIST.gradients[winner]);
        }
        return listed;
    }
}
