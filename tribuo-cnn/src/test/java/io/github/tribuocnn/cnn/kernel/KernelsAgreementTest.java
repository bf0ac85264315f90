/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vector kernels compute the bits of the scalar ones, at sizes that are no multiple of anything, and write nowhere
 * else. Runs where the JVM has the vector module.
 */
class KernelsAgreementTest {

    private static final float CANARY = 12345.678f;
    private static final int MARGIN = 37;

    private final Kernels scalar = new ScalarKernels();

    @BeforeAll
    static void needsTheVectorModule() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "Vector kernels need a JVM started with --add-modules jdk.incubator.vector");
    }

    private static Kernels vector() {
        return new VectorKernels();
    }

    /** Image height, width, channels, pixel stride, kernel height, kernel width, filters, images. */
    record Case(int h, int w, int c, int stride, int r, int s, int k, int images) {
        ConvolutionShape shape() {
            return new ConvolutionShape(h, w, c, stride, r, s, k);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(28, 28, 1, 1, 3, 3, 32, 3),
                new Case(13, 13, 32, 32, 3, 3, 16, 4),
                new Case(3, 3, 1, 1, 3, 3, 1, 1),
                new Case(4, 4, 1, 1, 3, 3, 5, 1),
                new Case(5, 9, 3, 3, 3, 3, 17, 2),
                new Case(7, 6, 13, 16, 3, 3, 3, 3),
                new Case(8, 8, 16, 16, 5, 5, 31, 2),
                new Case(9, 7, 33, 48, 2, 4, 18, 2),
                new Case(6, 6, 16, 16, 1, 1, 10, 1),
                new Case(10, 5, 2, 2, 4, 3, 20, 5),
                new Case(11, 12, 17, 32, 1, 3, 16, 2),
                new Case(6, 8, 7, 7, 3, 1, 40, 2));
    }

    static Stream<Case> casesOfWholeVectors() {
        return cases().filter(one -> one.stride % Kernels.LANES == 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void convolution(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = random(one);
        float[] in = floats(random, one.images * shape.imageStride());
        float[] parameters = floats(random, (shape.weightsPerFilter() + 1) * shape.filterStride());
        assertSame(
                one,
                one.images * shape.outStride(),
                (kernels, out) -> kernels.convolve(shape, in, 0, parameters, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pooledConvolutionAndItsWinners(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = random(one);
        float[] in = floats(random, one.images * shape.imageStride());
        float[] parameters = floats(random, (shape.weightsPerFilter() + 1) * shape.filterStride());
        int size = one.images * shape.pooledStride();
        int[] expected = new int[size + 2 * MARGIN];
        int[] actual = new int[size + 2 * MARGIN];
        assertSame(one, size, (kernels, out) -> {
            int[] winners = kernels instanceof ScalarKernels ? expected : actual;
            kernels.convolvePooled(shape, in, 0, parameters, 0, out, winners, MARGIN, one.images);
        });
        assertEquals(Arrays.toString(expected), Arrays.toString(actual), one.toString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pooledWeightAndBiasGradients(Case one) {
        ConvolutionShape shape = one.shape();
        Pass pass = new Pass(one, shape);
        assertSame(
                one,
                shape.weightsPerFilter() * shape.filterStride(),
                (kernels, out) -> kernels.pooledWeightGradient(
                        shape, pass.in, 0, pass.dOut, pass.winners, 0, out, MARGIN, one.images));
        assertSame(
                one,
                shape.filterStride(),
                (kernels, out) ->
                        kernels.pooledBiasGradient(shape, pass.dOut, pass.winners, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("casesOfWholeVectors")
    void listedWeightAndInputGradients(Case one) {
        ConvolutionShape shape = one.shape();
        Pass pass = new Pass(one, shape);
        int filters = one.k * one.r * one.s * one.stride;
        float[] byFilter = floats(random(one), filters);
        WinnerList list = new WinnerList();
        list.fill(shape, pass.dOut, pass.winners, 0);
        assertSame(one, filters, (kernels, out) -> kernels.listedWeightGradient(shape, pass.in, 0, list, out, MARGIN));
        assertSame(
                one,
                shape.imageStride(),
                (kernels, out) -> kernels.listedInputGradient(shape, list, byFilter, 0, out, MARGIN));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightAndBiasGradients(Case one) {
        ConvolutionShape shape = one.shape();
        Random random = random(one);
        float[] in = floats(random, one.images * shape.imageStride());
        float[] dOut = floats(random, one.images * shape.outStride());
        assertSame(
                one,
                (shape.weightsPerFilter() + 1) * shape.filterStride(),
                (kernels, out) -> kernels.weightGradient(shape, in, 0, dOut, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 13, 32, 33})
    void matrixProduct(int rows) {
        for (int columns : new int[] {16, 32, 48, 64, 80, 112}) {
            for (int depth : new int[] {0, 1, 3, 17, 100}) {
                Random random = new Random(rows * 1000L + columns * 10L + depth);
                float[] a = floats(random, rows * Math.max(1, depth));
                float[] b = floats(random, Math.max(1, depth) * (columns + 3));
                float[] start = floats(random, columns);
                for (Kernels.Strides strides : new Kernels.Strides[] {
                    new Kernels.Strides(depth, 1, columns + 3, columns),
                    new Kernels.Strides(1, rows, columns, columns + 5)
                }) {
                    assertSame(
                            rows + "x" + columns + "x" + depth,
                            rows * (columns + 5),
                            (kernels, out) ->
                                    kernels.multiply(strides, depth, a, 0, b, 0, start, 0, out, MARGIN, rows, columns));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 48, 208})
    void elementwiseOperations(int size) {
        Random random = new Random(size);
        float[] gradients = floats(random, size + 2 * MARGIN);
        float[] second = floats(random, size + 2 * MARGIN);
        for (int i = 0; i < second.length; i++) {
            second[i] = Math.abs(second[i]);
        }
        assertSame(size, size, (kernels, out) -> kernels.rectify(out, MARGIN, MARGIN + size));
        assertSame(size, size, (kernels, out) -> kernels.rectifyGradient(second, out, MARGIN, MARGIN + size));
        float[][] moments = new float[4][];
        assertSame(size, size, (kernels, out) -> {
            int at = kernels instanceof ScalarKernels ? 0 : 2;
            moments[at] = gradients.clone();
            moments[at + 1] = second.clone();
            kernels.adam(
                    out, gradients, moments[at], moments[at + 1], MARGIN, MARGIN + size, 0.01f, 0.9f, 0.999f, 1e-7f);
        });
        assertBitsEqual("first moments", moments[0], moments[2]);
        assertBitsEqual("second moments", moments[1], moments[3]);
    }

    private interface Run {
        void on(Kernels kernels, float[] out);
    }

    /** Runs both providers on the same random content and compares every bit, margins included. */
    private void assertSame(Object what, int size, Run run) {
        float[] content = floats(new Random(size), size + 2 * MARGIN);
        Arrays.fill(content, 0, MARGIN, CANARY);
        Arrays.fill(content, MARGIN + size, content.length, CANARY);
        float[] expected = content.clone();
        float[] actual = content.clone();
        run.on(scalar, expected);
        run.on(vector(), actual);
        assertBitsEqual(what, expected, actual);
        IntStream.concat(IntStream.range(0, MARGIN), IntStream.range(MARGIN + size, content.length))
                .forEach(i -> assertEquals(CANARY, actual[i], () -> what + " wrote outside its window, at " + i));
    }

    private static void assertBitsEqual(Object what, float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            int at = i;
            assertEquals(
                    Float.floatToRawIntBits(expected[i]),
                    Float.floatToRawIntBits(actual[i]),
                    () -> what + " differs at " + at + ": " + expected[at] + " and " + actual[at]);
        }
    }

    /** A forward pass whose winners a backward pass can start from. */
    private final class Pass {
        final float[] in;
        final float[] dOut;
        final int[] winners;

        Pass(Case one, ConvolutionShape shape) {
            Random random = random(one);
            in = floats(random, one.images * shape.imageStride());
            dOut = floats(random, one.images * shape.pooledStride());
            winners = new int[dOut.length];
            float[] parameters = floats(random, (shape.weightsPerFilter() + 1) * shape.filterStride());
            scalar.convolvePooled(shape, in, 0, parameters, 0, new float[dOut.length], winners, 0, one.images);
        }
    }

    private static Random random(Case one) {
        return new Random(one.hashCode());
    }

    /** Numbers of both signs and many sizes, some of them 0. */
    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(8) == 0 ? 0f : (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
        }
        return values;
    }
}
