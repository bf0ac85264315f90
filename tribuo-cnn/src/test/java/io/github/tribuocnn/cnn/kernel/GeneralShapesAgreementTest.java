/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.MARGIN;
import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.assertSame;
import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.channels;
import static io.github.tribuocnn.cnn.kernel.KernelsAgreementTest.floats;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strided and depthwise convolutions and pooling: every provider computes the bits of the specification. */
class GeneralShapesAgreementTest {

    /** Image height, width, channels, pixel stride, kernel height, width, filters, stride down, across, images. */
    record Case(int h, int w, int c, int pixel, int r, int s, int k, int down, int right, int images) {
        ConvolutionShape shape() {
            return new ConvolutionShape(h, w, c, pixel, r, s, k, down, right);
        }

        /** The same over each channel alone. */
        ConvolutionShape depthwise() {
            return new ConvolutionShape(h, w, 1, pixel, r, s, c, down, right);
        }

        boolean wholeVectors() {
            return pixel % Kernels.LANES == 0;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(9, 9, 1, 1, 3, 3, 5, 2, 2, 3),
                new Case(10, 7, 3, 3, 3, 3, 17, 2, 1, 2),
                new Case(7, 12, 5, 16, 2, 3, 33, 1, 2, 1),
                new Case(8, 8, 17, 32, 1, 1, 18, 2, 2, 4),
                new Case(11, 11, 16, 16, 5, 5, 16, 3, 2, 1),
                new Case(6, 9, 33, 48, 2, 2, 1, 4, 3, 2),
                new Case(5, 5, 32, 32, 5, 5, 3, 1, 1, 2),
                new Case(4, 6, 20, 32, 1, 2, 31, 5, 1, 2),
                new Case(8, 5, 4, 16, 3, 2, 7, 1, 1, 5),
                new Case(9, 6, 1, 1, 1, 1, 20, 1, 1, 2),
                new Case(7, 6, 35, 48, 1, 1, 40, 1, 1, 3));
    }

    static Stream<Case> casesOfWholeVectors() {
        return cases().filter(Case::wholeVectors);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stridedConvolution(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = new Random(one.hashCode());
        float[] in = floats(random, one.images * shape.imageStride());
        float[] parameters = channels(random, shape.weightsPerFilter() + 1, one.k);
        assertSame(
                one,
                one.images * shape.outStride(),
                (kernels, out) -> kernels.convolve(shape, in, 0, parameters, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stridedWeightAndBiasGradients(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = new Random(one.hashCode());
        float[] in = floats(random, one.images * shape.imageStride());
        float[] dOut = channels(random, one.images * shape.positions.length, one.k);
        assertSame(
                one,
                (shape.weightsPerFilter() + 1) * shape.filterStride(),
                (kernels, out) -> kernels.weightGradient(shape, in, 0, dOut, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("casesOfWholeVectors")
    void stridedInputGradient(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = new Random(one.hashCode());
        float[] dOut = channels(random, shape.positions.length, one.k);
        float[] byFilter = floats(random, one.k * one.r * one.s * one.pixel);
        assertSame(
                one,
                shape.imageStride(),
                (kernels, out) -> kernels.inputGradient(shape, dOut, 0, byFilter, 0, out, MARGIN));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depthwiseConvolution(Case one) {
        ConvolutionShape shape = one.depthwise();
        Random random = new Random(one.hashCode());
        float[] in = image(one, random);
        float[] parameters = channels(random, shape.weightsPerFilter() + 1, one.c);
        assertSame(
                one,
                one.images * shape.outStride(),
                (kernels, out) -> kernels.convolveDepthwise(shape, in, 0, parameters, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depthwiseWeightAndBiasGradients(Case one) {
        ConvolutionShape shape = one.depthwise();
        Random random = new Random(one.hashCode());
        float[] in = image(one, random);
        float[] dOut = channels(random, one.images * shape.positions.length, one.c);
        assertSame(one, (shape.weightsPerFilter() + 1) * shape.filterStride(), (kernels, out) -> {
            zeroPadding(out, shape);
            kernels.depthwiseWeightGradient(shape, in, 0, dOut, 0, out, MARGIN, one.images);
        });
    }

    @ParameterizedTest
    @MethodSource("casesOfWholeVectors")
    void depthwiseInputGradient(Case one) {
        ConvolutionShape shape = one.depthwise();
        Random random = new Random(one.hashCode());
        float[] dOut = channels(random, one.images * shape.positions.length, one.c);
        float[] parameters = channels(random, shape.weightsPerFilter() + 1, one.c);
        assertSame(
                one,
                one.images * shape.imageStride(),
                (kernels, out) ->
                        kernels.depthwiseInputGradient(shape, dOut, 0, parameters, 0, out, MARGIN, one.images));
    }

    static Stream<PoolShape> pools() {
        return Stream.of(
                new PoolShape(4, 4, 16, 2, 2, 2, 2, 0, 0, 2, 2),
                new PoolShape(5, 9, 3, 2, 3, 2, 3, 0, 0, 2, 3),
                new PoolShape(7, 6, 48, 3, 3, 2, 2, 1, 0, 4, 3),
                new PoolShape(7, 6, 1, 3, 3, 2, 2, 1, 0, 4, 3),
                new PoolShape(6, 5, 32, 3, 2, 1, 1, 1, 0, 6, 5),
                new PoolShape(9, 9, 16, 1, 2, 3, 4, 0, 0, 3, 2),
                new PoolShape(3, 4, 32, 7, 5, 1, 1, 3, 2, 3, 4),
                new PoolShape(8, 7, 64, 8, 7, 1, 1, 0, 0, 1, 1));
    }

    /** Values of a few sizes, so that there are ties, and zeros of both signs, which are ties too. */
    @ParameterizedTest
    @MethodSource("pools")
    void maxPoolingItsWinnersAndTheirGradient(PoolShape shape) {
        int images = 3;
        Random random = new Random(shape.hashCode());
        float[] in = new float[images * shape.imageStride()];
        for (int i = 0; i < in.length; i++) {
            in[i] = random.nextInt(4) == 0 ? -0f : 0.25f * (random.nextInt(9) - 6);
        }
        float[] dOut = floats(random, images * shape.outStride());
        List<int[]> winners = new ArrayList<>();
        assertSame(shape, dOut.length, (kernels, out) -> {
            int[] own = new int[dOut.length + MARGIN];
            winners.add(own);
            kernels.maxPool(shape, in, 0, out, MARGIN, own, MARGIN, images);
        });
        for (int[] others : winners) {
            assertArrayEquals(winners.get(0), others, shape.toString());
        }
        assertSame(
                shape,
                in.length,
                (kernels, out) -> kernels.maxPoolGradient(shape, dOut, 0, winners.get(0), MARGIN, out, MARGIN, images));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void averagePoolingAndItsGradient(PoolShape shape) {
        int images = 3;
        Random random = new Random(shape.hashCode());
        float[] in = floats(random, images * shape.imageStride());
        float[] dOut = floats(random, images * shape.outStride());
        assertSame(shape, dOut.length, (kernels, out) -> kernels.averagePool(shape, in, 0, out, MARGIN, images));
        assertSame(
                shape, in.length, (kernels, out) -> kernels.averagePoolGradient(shape, dOut, 0, out, MARGIN, images));
    }

    @Test
    void theFirstOfTheLargestWinsAndPaddingNeverDoes() {
        PoolShape shape = new PoolShape(2, 2, 1, 3, 3, 1, 1, 1, 1, 2, 2);
        float[] out = new float[4];
        int[] winners = new int[4];

        new ScalarKernels().maxPool(shape, new float[] {-3, -1, -1, -2}, 0, out, 0, winners, 0, 1);

        assertArrayEquals(new float[] {-1, -1, -1, -1}, out);
        assertArrayEquals(new int[] {1, 1, 1, 1}, winners);
    }

    @Test
    void averagesCountThePixelsInsideAlone() {
        PoolShape shape = new PoolShape(2, 3, 1, 2, 2, 2, 2, 0, 0, 1, 2);
        float[] out = new float[2];

        new ScalarKernels().averagePool(shape, new float[] {1, 2, 3, 5, 4, 9}, 0, out, 0, 1);

        assertArrayEquals(new float[] {3, 6}, out);
        assertEquals(2, shape.count(0, 1));
    }

    /** Channels in front, zeros in the padding behind them. */
    private static float[] image(Case one, Random random) {
        float[] in = floats(random, one.images * one.h * one.w * one.pixel);
        for (int i = 0; i < in.length; i++) {
            in[i] = i % one.pixel < one.c ? in[i] : 0f;
        }
        return in;
    }

    private static void zeroPadding(float[] out, ConvolutionShape shape) {
        for (int i = 0; i < out.length - 2 * MARGIN; i++) {
            if (i % shape.filterStride >= shape.filters) {
                out[MARGIN + i] = 0f;
            }
        }
    }
}
