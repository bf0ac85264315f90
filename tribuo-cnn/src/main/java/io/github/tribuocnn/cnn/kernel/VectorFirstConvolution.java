/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.INT_VECTOR;
import static jdk.incubator.vector.VectorOperators.ASHR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Convolution by 3x3 kernels, ReLU and 2x2 max-pooling of images of one channel, lanes over filters.
 *
 * <p>Windows over a blank part of the image need no work at all; {@link VectorFirstWindows} works on the others.
 */
final class VectorFirstConvolution {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    /**
     * Windows for one call of {@link VectorFirstWindows}. C2 compiles a method as a whole once it was called 600 times, but if
     * its loop has turned 40,000 times before, C2 compiles that alone first, which takes as long and helps no later call.
     */
    private static final int FEW = 48;

    private VectorFirstConvolution() {}

    static void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images,
            ActiveWindows active) {
        int filters = shape.filterStride;
        for (int n = 0; n < images; n++) {
            int image = inOffset + n * shape.imageStride();
            int to = outOffset + n * shape.pooledStride();
            int at = winnersOffset + n * shape.pooledStride();
            int[] windows = active.find(shape, in, image);
            int count = active.active();
            for (int k = 0; k < filters; k += STEP) {
                blank(shape, windows, count, parameters, weights + k, out, to + k, winners, at + k);
            }
            for (int begin = 0; begin < count; begin += FEW) {
                int end = Math.min(count, begin + FEW);
                fewWindows(shape, windows, begin, end, in, image, parameters, weights, out, to, winners, at);
            }
        }
    }

    private static void fewWindows(
            ConvolutionShape shape,
            int[] windows,
            int begin,
            int end,
            float[] in,
            int image,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset) {
        int k = 0;
        for (; k + 2 * STEP <= shape.filterStride; k += 2 * STEP) {
            int w = weights + k;
            int to = outOffset + k;
            VectorFirstWindows.twoVectors(
                    shape, windows, begin, end, in, image, parameters, w, out, to, winners, winnersOffset + k);
        }
        for (; k < shape.filterStride; k += STEP) {
            int w = weights + k;
            int to = outOffset + k;
            VectorFirstWindows.oneVector(
                    shape, windows, begin, end, in, image, parameters, w, out, to, winners, winnersOffset + k);
        }
    }

    /** Over a blank part of the image all four outputs are the bias, and the first of them wins if that is above 0. */
    private static void blank(
            ConvolutionShape shape,
            int[] windows,
            int active,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset) {
        int filters = shape.filterStride;
        FloatVector bias = FloatVector.fromArray(FLOATS, parameters, weights + 9 * filters);
        IntVector positive =
                FloatVector.zero(FLOATS).sub(bias).viewAsIntegralLanes().lanewise(ASHR, 31);
        FloatVector value = bias.viewAsIntegralLanes().and(positive).viewAsFloatingLanes();
        IntVector winner = positive.and(1);
        for (int i = active; i < windows.length; i++) {
            FLOAT_VECTOR.cast(value).intoArray(out, outOffset + windows[i] * filters);
            INT_VECTOR.cast(winner).intoArray(winners, winnersOffset + windows[i] * filters);
        }
    }
}
