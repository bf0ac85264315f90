/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast kernels compute the bits of the specification, at sizes that are no multiple of anything, and write nowhere
 * else. The vector kernels are among them where the JVM has the vector module.
 */
class KernelsAgreementTest {

    private static final float CANARY = 12345.678f;
    static final int MARGIN = 37;

    private static final Kernels SPECIFICATION = new ScalarKernels();

    private static List<Kernels> fast() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? List.of(new LoopKernels(), new VectorKernels())
                : List.of(new LoopKernels());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 2047, 2048, 2049, 2064 + 7})
    void exponentialHasTheSameBitsAndStaysInItsRange(int count) {
        float[] arguments = new float[count + 2 * MARGIN];
        Arrays.fill(arguments, CANARY);
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            arguments[MARGIN + i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(5) - 2));
        }
        float[] special = {0f, -0f, 88f, -87f, 1e30f, -1e30f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        System.arraycopy(special, 0, arguments, MARGIN, Math.min(count, special.length));
        for (float minus : new float[] {0f, 1f}) {
            float[] expected = arguments.clone();
            SPECIFICATION.exponential(expected, MARGIN, MARGIN + count, minus);
            assertEquals(CANARY, expected[MARGIN - 1]);
            assertEquals(CANARY, expected[MARGIN + count]);
            for (Kernels kernels : fast()) {
                float[] found = arguments.clone();
                kernels.exponential(found, MARGIN, MARGIN + count, minus);
                assertArrayEquals(expected, found, kernels.name());
            }
        }
    }

    /** All bytes, so that each of them is divided somewhere. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31, 784, 1000})
    void pixelsAreBytesOverTheirMaximum(int count) {
        byte[] values = new byte[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
        }
        for (float maximum : new float[] {255f, 1f, 254.5f}) {
            assertSame("maximum " + maximum, count, (kernels, out) -> {
                kernels.scale(values, count, maximum, out, MARGIN);
                for (int i = 0; i < count; i++) {
                    assertEquals((float) (i % 256) / maximum, out[MARGIN + i], kernels.name());
                }
            });
        }
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
                new Case(6, 7, 8, 8, 3, 3, 5, 3),
                new Case(5, 4, 21, 21, 3, 3, 33, 7),
                new Case(9, 9, 48, 48, 3, 3, 40, 1),
                new Case(36, 20, 8, 8, 3, 3, 3, 2),
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
        float[] parameters = channels(random, shape.weightsPerFilter() + 1, one.k);
        assertSame(
                one,
                one.images * shape.outStride(),
                (kernels, out) -> kernels.convolve(shape, in, 0, parameters, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pooledConvolutionAndItsWinners(Case one) {
        Random random = random(one);
        float[] in = floats(random, one.images * one.shape().imageStride());
        assertSamePooling(one, in, channels(random, one.shape().weightsPerFilter() + 1, one.k));
    }

    /** As a fresh network sees the margins of a digit: all outputs are 0, and nothing wins. */
    @ParameterizedTest
    @MethodSource("cases")
    void pooledConvolutionOfBlankImagesWithoutBiases(Case one) {
        float[] parameters = channels(random(one), one.shape().weightsPerFilter() + 1, one.k);
        int biases = one.shape().weightsPerFilter() * one.shape().filterStride();
        Arrays.fill(parameters, biases, parameters.length, 0f);
        assertSamePooling(one, new float[one.images * one.shape().imageStride()], parameters);
    }

    /** All four outputs of a window are equal: the first wins, if it is above 0. */
    @ParameterizedTest
    @MethodSource("cases")
    void pooledConvolutionOfEvenImages(Case one) {
        float[] in = new float[one.images * one.shape().imageStride()];
        Arrays.fill(in, 0.5f);
        assertSamePooling(one, in, channels(random(one), one.shape().weightsPerFilter() + 1, one.k));
    }

    private void assertSamePooling(Case one, float[] in, float[] parameters) {
        ConvolutionShape shape = one.shape();
        int size = one.images * shape.pooledStride();
        List<int[]> winners = new ArrayList<>();
        assertSame(one, size, (kernels, out) -> {
            winners.add(new int[size + 2 * MARGIN]);
            kernels.convolvePooled(
                    shape, in, 0, parameters, 0, out, MARGIN, winners.get(winners.size() - 1), MARGIN, one.images);
        });
        for (int[] others : winners) {
            assertArrayEquals(winners.get(0), others, one.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pooledWeightAndBiasGradients(Case one) {
        ConvolutionShape shape = one.shape();
        Pass pass = new Pass(one, shape);
        assertSame(
                one,
                (shape.weightsPerFilter() + 1) * shape.filterStride(),
                (kernels, out) -> kernels.pooledWeightGradient(
                        shape, pass.in, 0, pass.dOut, 0, pass.winners, 0, out, MARGIN, one.images));
        assertSame(
                one,
                shape.filterStride(),
                (kernels, out) ->
                        kernels.pooledBiasGradient(shape, pass.dOut, 0, pass.winners, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void windowsWon(Case one) {
        ConvolutionShape shape = one.shape();
        Pass pass = new Pass(one, shape);
        int windows = Math.min(Integer.SIZE, one.images * shape.windows.length);
        assertSame(one, windows * shape.filterStride(), (kernels, out) -> {
            int[] won = new int[shape.filterStride()];
            kernels.pooledWindowsWon(shape, pass.winners, 0, windows, won);
            for (int i = 0; i < windows * won.length; i++) {
                out[MARGIN + i] = won[i / windows] >>> i % windows & 1;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("casesOfWholeVectors")
    void listedWeightAndInputGradients(Case one) {
        ConvolutionShape shape = one.shape();
        Pass pass = new Pass(one, shape);
        int filters = one.k * one.r * one.s * one.stride;
        float[] byFilter = floats(random(one), filters);
        WinnerList list = new WinnerList();
        list.fill(SPECIFICATION, shape, pass.dOut, 0, pass.winners, 0);
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
        float[] dOut = channels(random, one.images * shape.outHeight() * shape.outWidth(), one.k);
        assertSame(
                one,
                (shape.weightsPerFilter() + 1) * shape.filterStride(),
                (kernels, out) -> kernels.weightGradient(shape, in, 0, dOut, 0, out, MARGIN, one.images));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 13, 32, 33})
    void matrixProduct(int rows) {
        for (int columns : new int[] {16, 32, 48, 64, 80, 96, 112, 128, 144, 208, 272}) {
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
    @ValueSource(ints = {16, 48, 208, 4096})
    void elementwiseOperations(int size) {
        Random random = new Random(size);
        float[] second = floats(random, size + 2 * MARGIN);
        for (int i = 0; i < second.length; i++) {
            second[i] = Math.abs(second[i]);
        }
        assertSame(size, size, (kernels, out) -> kernels.rectify(out, MARGIN, MARGIN + size));
        assertSame(size, size, (kernels, out) -> kernels.rectifyGradient(second, 3, out, MARGIN, size));
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,1", "3,16", "16,15", "16,16", "17,31", "100,10", "40,100", "65,33"})
    void transposedMatrices(int rows, int columns) {
        int rowStride = columns + 3;
        int columnStride = rows + 5;
        float[] from = floats(new Random(rows), 2 + Math.max(0, rows - 1) * rowStride + columns);
        assertSame(rows + "x" + columns, columns * columnStride, (kernels, out) -> {
            kernels.transpose(from, 2, rowStride, out, MARGIN, columnStride, rows, columns);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    assertEquals(from[2 + r * rowStride + c], out[MARGIN + c * columnStride + r], kernels.name());
                }
            }
        });
    }

    interface Run {
        void on(Kernels kernels, float[] out);
    }

    /** Runs all providers on the same random content and compares every bit, margins included. */
    static void assertSame(Object what, int size, Run run) {
        float[] content = floats(new Random(size), size + 2 * MARGIN);
        Arrays.fill(content, 0, MARGIN, CANARY);
        Arrays.fill(content, MARGIN + size, content.length, CANARY);
        float[] expected = content.clone();
        run.on(SPECIFICATION, expected);
        for (Kernels kernels : fast()) {
            String who = kernels.getClass().getSimpleName() + " on " + what;
            float[] actual = content.clone();
            run.on(kernels, actual);
            assertBitsEqual(who, expected, actual);
            IntStream.concat(IntStream.range(0, MARGIN), IntStream.range(MARGIN + size, content.length))
                    .forEach(i -> assertEquals(CANARY, actual[i], () -> who + " wrote outside its window, at " + i));
        }
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
    private static final class Pass {
        final float[] in;
        final float[] dOut;
        final int[] winners;

        Pass(Case one, ConvolutionShape shape) {
            Random random = random(one);
            in = floats(random, one.images * shape.imageStride());
            dOut = channels(random, one.images * shape.windows.length, one.k);
            winners = new int[dOut.length];
            float[] parameters = channels(random, shape.weightsPerFilter() + 1, one.k);
            SPECIFICATION.convolvePooled(
                    shape, in, 0, parameters, 0, new float[dOut.length], 0, winners, 0, one.images);
        }
    }

    static Random random(Case one) {
        return new Random(one.hashCode());
    }

    /** Numbers for the filters, and zeros in the padding behind them. */
    static float[] channels(Random random, int count, int filters) {
        int stride = Kernels.padded(filters);
        float[] values = floats(random, count * stride);
        for (int i = 0; i < values.length; i++) {
            values[i] = i % stride < filters ? values[i] : 0f;
        }
        return values;
    }

    /** Numbers of both signs and many sizes, some of them 0. */
    static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(8) == 0 ? 0f : (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
        }
        return values;
    }
}
