/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The specification computes what its formulas say, checked against numbers from elsewhere and against each other. */
class ScalarKernelsTest {

    private static final long SEED = 20261122;

    private final Kernels kernels = new ScalarKernels();

    /** The vector of the ONNX backend test "test_basic_conv_without_padding": a 5x5 ramp under a 3x3 kernel of ones. */
    /** Against StrictMath in double, over the whole range; the distance is counted in units of the result's last place. */
    @Test
    void exponentialIsWithinTwoUnitsOfTheTruth() {
        float[] x = new float[400_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = -87 + 175f * i / (x.length - 1);
        }
        float[] exp = x.clone();
        new ScalarKernels().exponential(exp, 0, x.length, 0f);
        float[] expm1 = x.clone();
        new ScalarKernels().exponential(expm1, 0, x.length, 1f);
        for (int i = 0; i < x.length; i++) {
            assertEquals(StrictMath.exp(x[i]), exp[i], 2 * Math.ulp(exp[i]), "exp " + x[i]);
            assertEquals(StrictMath.expm1(x[i]), expm1[i], 2 * Math.ulp(expm1[i]), "expm1 " + x[i]);
        }
    }

    @Test
    void convolutionOfARampByOnesSumsEachNeighbourhood() {
        ConvolutionShape shape = new ConvolutionShape(5, 5, 1, 1, 3, 3, 1);
        float[] ramp = new float[25];
        for (int i = 0; i < 25; i++) {
            ramp[i] = i;
        }
        float[] parameters = new float[10 * shape.filterStride()];
        for (int tap = 0; tap < 9; tap++) {
            parameters[tap * shape.filterStride()] = 1;
        }
        float[] out = new float[shape.outStride()];
        kernels.convolve(shape, ramp, 0, parameters, 0, out, 0, 1);
        float[] first = new float[9];
        for (int i = 0; i < 9; i++) {
            first[i] = out[i * shape.filterStride()];
        }
        assertArrayEquals(new float[] {54, 63, 72, 99, 108, 117, 144, 153, 162}, first);
    }

    @Test
    void convolutionIsTheSumOverChannelsRowsAndColumns() {
        ConvolutionShape shape = new ConvolutionShape(6, 7, 3, 5, 2, 3, 4);
        Random random = new Random(SEED);
        float[] in = floats(random, 2 * shape.imageStride());
        float[] parameters = floats(random, (shape.weightsPerFilter() + 1) * shape.filterStride());
        float[] out = new float[2 * shape.outStride()];
        kernels.convolve(shape, in, 0, parameters, 0, out, 0, 2);
        int k16 = shape.filterStride();
        for (int n = 0; n < 2; n++) {
            for (int p = 0; p < 5; p++) {
                for (int q = 0; q < 5; q++) {
                    for (int k = 0; k < 4; k++) {
                        double sum = parameters[3 * 2 * 3 * k16 + k];
                        for (int c = 0; c < 3; c++) {
                            for (int r = 0; r < 2; r++) {
                                for (int s = 0; s < 3; s++) {
                                    sum += (double) in[((n * 6 + p + r) * 7 + q + s) * 5 + c]
                                            * parameters[((c * 2 + r) * 3 + s) * k16 + k];
                                }
                            }
                        }
                        assertEquals(sum, out[((n * 5 + p) * 5 + q) * k16 + k], 1e-5, "seed " + SEED);
                    }
                }
            }
        }
    }

    @Test
    void poolingKeepsTheLargestOutputAboveZeroAndTheFirstOfEquals() {
        ConvolutionShape shape = new ConvolutionShape(2, 8, 1, 1, 1, 1, 1);
        float[] parameters = new float[2 * shape.filterStride()];
        parameters[0] = 1;
        float[] in = {
            1, 3, 5, 5, -1, -2, 0, 0,
            2, 0, 5, 5, -3, -4, 0, 7
        };
        float[] out = new float[shape.pooledStride()];
        int[] winners = new int[shape.pooledStride()];
        kernels.convolvePooled(shape, in, 0, parameters, 0, out, 0, winners, 0, 1);
        int[] expectedWinners = {2, 1, 0, 8};
        float[] expected = {3, 5, 0, 7};
        for (int window = 0; window < 4; window++) {
            assertEquals(expected[window], out[window * shape.filterStride()]);
            assertEquals(expectedWinners[window], winners[window * shape.filterStride()]);
        }
    }

    /** Sums of many channels are made otherwise than those of few; in exact arithmetic they are the same. */
    @Test
    void pooledOutputsOfManyChannelsAreThoseOfTheConvolution() {
        ConvolutionShape shape = new ConvolutionShape(9, 12, 19, 32, 3, 3, 21);
        assertTrue(shape.byWinograd());
        Random random = new Random(SEED);
        float[] in = floats(random, 2 * shape.imageStride());
        float[] parameters = floats(random, (shape.weightsPerFilter() + 1) * shape.filterStride());
        float[] outputs = new float[2 * shape.outStride()];
        kernels.convolve(shape, in, 0, parameters, 0, outputs, 0, 2);
        float[] out = new float[2 * shape.pooledStride()];
        int[] winners = new int[out.length];
        kernels.convolvePooled(shape, in, 0, parameters, 0, out, 0, winners, 0, 2);
        int stride = shape.filterStride();
        int across = shape.outWidth() / 2;
        for (int i = 0; i < out.length; i++) {
            int n = i / shape.pooledStride();
            int window = i / stride % shape.windows.length;
            int first = (n * shape.outHeight() + window / across * 2) * shape.outWidth() + window % across * 2;
            int[] candidates = {first, first + 1, first + shape.outWidth(), first + shape.outWidth() + 1};
            float largest = 0;
            for (int candidate : candidates) {
                largest = Math.max(largest, outputs[candidate * stride + i % stride]);
            }
            assertEquals(largest, out[i], 2e-5f, "seed " + SEED);
            if (winners[i] == 0) {
                assertEquals(0f, out[i]);
            } else {
                int winner = candidates[WinnerList.candidate(winners[i])];
                assertEquals(outputs[winner * stride + i % stride], out[i], 2e-5f, "seed " + SEED);
            }
        }
    }

    @Test
    void theListedGradientIsThePooledGradientFilterByFilter() {
        ConvolutionShape shape = new ConvolutionShape(9, 8, 16, 16, 3, 2, 5);
        Random random = new Random(SEED);
        float[] in = floats(random, shape.imageStride());
        float[] parameters = floats(random, (shape.weightsPerFilter() + 1) * shape.filterStride());
        float[] dOut = floats(random, shape.pooledStride());
        int[] winners = new int[shape.pooledStride()];
        kernels.convolvePooled(shape, in, 0, parameters, 0, new float[shape.pooledStride()], 0, winners, 0, 1);
        WinnerList list = new WinnerList();
        list.fill(kernels, shape, dOut, 0, winners, 0);
        float[] asParameters = new float[(shape.weightsPerFilter() + 1) * shape.filterStride()];
        float[] byFilter = new float[5 * 6 * 16];
        kernels.pooledWeightGradient(shape, in, 0, dOut, 0, winners, 0, asParameters, 0, 1);
        kernels.listedWeightGradient(shape, in, 0, list, byFilter, 0);
        for (int k = 0; k < 5; k++) {
            for (int tap = 0; tap < 6; tap++) {
                for (int c = 0; c < 16; c++) {
                    assertEquals(
                            asParameters[(c * 6 + tap) * shape.filterStride() + k],
                            byFilter[(k * 6 + tap) * 16 + c],
                            "seed " + SEED);
                }
            }
        }
    }

    /** ⟨conv(x), y⟩ = ⟨x, convᵀ(y)⟩: the transposed convolution by turned kernels takes gradients back to the inputs. */
    @Test
    void theTransposedConvolutionIsTheAdjoint() {
        ConvolutionShape shape = new ConvolutionShape(7, 6, 16, 16, 3, 2, 16);
        ConvolutionShape transposed = shape.transposed();
        Random random = new Random(SEED);
        float[] x = floats(random, shape.imageStride());
        float[] weights = floats(random, 17 * 6 * 16);
        java.util.Arrays.fill(weights, 16 * 6 * 16, weights.length, 0f);
        float[] y = floats(random, shape.outStride());
        float[] convolved = new float[shape.outStride()];
        kernels.convolve(shape, x, 0, weights, 0, convolved, 0, 1);

        float[] turned = new float[17 * 6 * 16];
        for (int c = 0; c < 16; c++) {
            for (int tap = 0; tap < 6; tap++) {
                for (int k = 0; k < 16; k++) {
                    turned[(k * 6 + 5 - tap) * 16 + c] = weights[(c * 6 + tap) * 16 + k];
                }
            }
        }
        float[] bordered = new float[transposed.imageStride()];
        for (int row = 0; row < shape.outHeight(); row++) {
            System.arraycopy(
                    y,
                    row * shape.outWidth() * 16,
                    bordered,
                    shape.transposedBorder() + row * transposed.rowStride(),
                    shape.outWidth() * 16);
        }
        float[] back = new float[shape.imageStride()];
        kernels.convolve(transposed, bordered, 0, turned, 0, back, 0, 1);
        assertEquals(dot(convolved, y), dot(x, back), 1e-3, "seed " + SEED);
    }

    @Test
    void productsTakeTheirStartFromTheGivenRow() {
        float[] a = {1, 2, 3, 4};
        float[] b = new float[2 * 16];
        float[] start = new float[16];
        for (int i = 0; i < 16; i++) {
            b[i] = i;
            b[16 + i] = 10;
            start[i] = 100;
        }
        float[] out = new float[32];
        kernels.multiply(new Kernels.Strides(2, 1, 16, 16), 2, a, 0, b, 0, start, 0, out, 0, 2, 16);
        assertEquals(100 + 3 + 20, out[3]);
        assertEquals(100 + 3 * 3 + 40, out[16 + 3]);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
