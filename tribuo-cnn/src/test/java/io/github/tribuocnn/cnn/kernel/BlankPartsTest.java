/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.MARGIN;
import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.channels;
import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shortcut of the fast kernels for blank windows gives the bits of the specification, which has none. */
class BlankPartsTest {

    /**
     * Images are looked through where windows may begin at as many pixels as a vector has lanes. The images of 4 rows are on
     * both sides of that for 16, 8 and 4 lanes; their last pixel is the last of the last vector.
     */
    static Stream<Case> casesWithBlankParts() {
        return Stream.of(
                new Case(28, 28, 1, 1, 3, 3, 20, 40),
                new Case(4, 20, 1, 1, 3, 3, 48, 20),
                new Case(4, 18, 1, 1, 3, 3, 16, 20),
                new Case(4, 12, 1, 1, 3, 3, 5, 20),
                new Case(4, 10, 1, 1, 3, 3, 32, 20),
                new Case(4, 8, 1, 1, 3, 3, 20, 20),
                new Case(4, 6, 1, 1, 3, 3, 7, 20),
                new Case(9, 23, 1, 1, 3, 3, 5, 40),
                new Case(6, 14, 1, 1, 3, 3, 33, 30),
                new Case(5, 5, 1, 1, 3, 3, 64, 12),
                new Case(12, 10, 1, 4, 3, 3, 16, 12));
    }

    /** Images with blank parts, blank images and single bright pixels, which a shortcut for blank windows must not miss. */
    @ParameterizedTest
    @MethodSource("casesWithBlankParts")
    void blankPartsOfImagesMakeNoDifference(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = random(one);
        float[] in = new float[one.images() * shape.imageStride()];
        for (int n = 1; n < one.images(); n++) {
            for (int pixel = 0; pixel < n; pixel++) {
                in[n * shape.imageStride() + random.nextInt(shape.imageStride())] = random.nextBoolean() ? 1f : -0f;
            }
        }
        assertBlankPartsMakeNoDifference(one, in, 1f);
    }

    /** Without biases any pixel shows; with them a window has a winner although it is blank. */
    @ParameterizedTest
    @MethodSource("casesWithBlankParts")
    void noBrightPixelIsTakenForABlankPart(Case shapes) {
        Case one = new Case(shapes.h(), shapes.w(), 1, shapes.stride(), 3, 3, shapes.k(), shapes.h() * shapes.w());
        int size = one.shape().imageStride();
        for (float bright : new float[] {1f, -1f, Float.MIN_VALUE}) {
            float[] in = new float[one.images() * size];
            for (int n = 0; n < one.images(); n++) {
                in[n * size + n * one.stride()] = bright;
            }
            assertBlankPartsMakeNoDifference(one, in, 0f);
            assertBlankPartsMakeNoDifference(one, in, 1f);
        }
    }

    private static void assertBlankPartsMakeNoDifference(Case one, float[] in, float biases) {
        ConvolutionShape shape = one.shape();
        Random random = random(one);
        float[] parameters = channels(random, shape.weightsPerFilter() + 1, one.k());
        for (int i = shape.weightsPerFilter() * shape.filterStride(); i < parameters.length; i++) {
            parameters[i] *= biases;
        }
        float[] dOut = channels(random, one.images() * shape.windows.length, one.k());
        List<int[]> winners = new ArrayList<>();
        KernelsAgreementTest.assertSame(one, dOut.length, (kernels, out) -> {
            winners.add(new int[dOut.length]);
            kernels.convolvePooled(
                    shape, in, 0, parameters, 0, out, MARGIN, winners.get(winners.size() - 1), 0, one.images());
        });
        for (int[] others : winners) {
            assertArrayEquals(winners.get(0), others);
        }
        KernelsAgreementTest.assertSame(one, parameters.length, (kernels, out) -> {
            kernels.pooledWeightGradient(shape, in, 0, dOut, 0, winners.get(0), 0, out, MARGIN, one.images());
            // -0 becomes 0: a gradient is -0 only after an underflow, and no update tells the two apart
            for (int i = MARGIN; i < MARGIN + parameters.length; i++) {
                out[i] += 0f;
            }
        });
    }
}
