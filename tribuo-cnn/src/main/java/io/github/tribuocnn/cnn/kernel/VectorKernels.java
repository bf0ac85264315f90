/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels in the Vector API. Lanes are always independent outputs (filters, units, channels or images), so that each
 * output remains the one chain of {@code fma} the specification asks for, whatever the width.
 *
 * <p>Four rules of the compiler shape all vector kernels. Vector calls are written out where they are used: behind
 * helper methods of our own, C2 gives up inlining in large kernels and boxes every vector. A loop that carries
 * accumulators has one back edge and no {@code continue}. Selection is done with integer masks, because
 * {@code VectorMask} is slow on JDK 17. What is stored is cast to its class first, see {@link #FLOAT_VECTOR}.
 */
final class VectorKernels implements Kernels {

    /** The vectors in use: the widest this machine runs, unless the property {@value VectorWidth#PROPERTY} asks for fewer bits. */
    static final VectorSpecies<Float> FLOATS = species();

    /** The same number of lanes as {@link #FLOATS}. */
    static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    /** Lanes of a vector: 4, 8 or 16. */
    static final int STEP = FLOATS.length();

    /** Whether vectors have 512 bits, and so 32 registers. Of narrower ones there may be 16. */
    static final boolean WIDE = STEP == LANES;

    /**
     * The class of the vectors of {@link #FLOATS}. Each vector is cast to it before it is stored: C2 of JDK 17 may meet the
     * store before it knows what the vector is, and then boxes it for good, in one of several runs. For a cast to a constant
     * class there is no code.
     */
    static final Class<? extends FloatVector> FLOAT_VECTOR = FLOATS.vectorType().asSubclass(FloatVector.class);

    /** The class of the vectors of {@link #INTS}. */
    static final Class<? extends IntVector> INT_VECTOR = INTS.vectorType().asSubclass(IntVector.class);

    /** Below so many floats a vector loop may never be compiled, and until it is, it boxes every vector. */
    static final int SHORT = 2048;

    private final ScalarKernels specification = new ScalarKernels();
    private final UpdateKernels updates = new VectorUpdates();
    private final ThreadLocal<ActiveWindows> active = ThreadLocal.withInitial(ActiveWindows::new);
    private final ThreadLocal<VectorWinograd> winograd = ThreadLocal.withInitial(VectorWinograd::new);
    private final ThreadLocal<VectorListedInputGradient> listed =
            ThreadLocal.withInitial(VectorListedInputGradient::new);

    private static VectorSpecies<Float> species() {
        int widest = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        return switch (VectorWidth.of(widest, System.getProperty(VectorWidth.PROPERTY))
                .bits()) {
            case 512 -> FloatVector.SPECIES_512;
            case 256 -> FloatVector.SPECIES_256;
            default -> FloatVector.SPECIES_128;
        };
    }

    @Override
    public String name() {
        return "vector-" + FLOATS.vectorBitSize();
    }

    @Override
    public UpdateKernels updates() {
        return updates;
    }

    @Override
    public void scale(byte[] values, int count, float maximum, float[] out, int outOffset) {
        VectorPixels.scale(values, count, maximum, out, outOffset);
    }

    @Override
    public void convolve(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        if (shape.kernelHeight == 1 && shape.kernelWidth == 1 && !shape.strided()) {
            VectorProduct.multiply(
                    shape.asProduct,
                    shape.channels,
                    in,
                    inOffset,
                    parameters,
                    weights,
                    parameters,
                    weights + shape.channels * shape.filterStride,
                    out,
                    outOffset,
                    images * shape.positions.length,
                    shape.filterStride);
        } else {
            VectorConvolution.convolve(shape, in, inOffset, parameters, weights, out, outOffset, images);
        }
    }

    @Override
    public void convolvePooled(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        if (shape.channels == 1 && shape.kernelHeight == 3 && shape.kernelWidth == 3) {
            VectorFirstConvolution.convolvePooled(
                    shape,
                    in,
                    inOffset,
                    parameters,
                    weights,
                    out,
                    outOffset,
                    winners,
                    winnersOffset,
                    images,
                    active.get());
        } else if (shape.byWinograd()) {
            winograd.get()
                    .convolvePooled(
                            shape, in, inOffset, parameters, weights, out, outOffset, winners, winnersOffset, images);
        } else {
            VectorPooledConvolution.convolvePooled(
                    shape, in, inOffset, parameters, weights, out, outOffset, winners, winnersOffset, images);
        }
    }

    @Override
    public void pooledWeightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dWeights,
            int dWeightsOffset,
            int images) {
        VectorPooledGradient.weightGradient(
                shape,
                in,
                inOffset,
                dOut,
                dOutOffset,
                winners,
                winnersOffset,
                dWeights,
                dWeightsOffset,
                images,
                active.get());
    }

    @Override
    public void pooledWindowsWon(ConvolutionShape shape, int[] winners, int winnersOffset, int windows, int[] won) {
        VectorPooledGradient.windowsWon(shape, winners, winnersOffset, windows, won);
    }

    @Override
    public void listedWeightGradient(
            ConvolutionShape shape, float[] in, int inOffset, WinnerList list, float[] dWeights, int dWeightsOffset) {
        VectorListedWeightGradient.weightGradient(shape, in, inOffset, list, dWeights, dWeightsOffset);
    }

    @Override
    public void listedInputGradient(
            ConvolutionShape shape, WinnerList list, float[] weightsByFilter, int weights, float[] dIn, int dInOffset) {
        listed.get().inputGradient(shape, list, weightsByFilter, weights, dIn, dInOffset);
    }

    @Override
    public void pooledBiasGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            int[] winners,
            int winnersOffset,
            float[] dBiases,
            int dBiasesOffset,
            int images) {
        VectorPooledGradient.biasGradient(
                shape, dOut, dOutOffset, winners, winnersOffset, dBiases, dBiasesOffset, images);
    }

    @Override
    public void weightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            float[] dParameters,
            int dWeights,
            int images) {
        VectorGradient.weightGradient(shape, in, inOffset, dOut, dOutOffset, dParameters, dWeights, images);
        VectorGradient.biasGradient(
                shape, dOut, dOutOffset, dParameters, dWeights + shape.taps.length * shape.filterStride, images);
    }

    @Override
    public void inputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] weightsByFilter,
            int weights,
            float[] dIn,
            int dInOffset) {
        VectorInputGradient.inputGradient(shape, dOut, dOutOffset, weightsByFilter, weights, dIn, dInOffset);
    }

    @Override
    public void multiply(
            Strides strides,
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] start,
            int startOffset,
            float[] out,
            int outOffset,
            int rows,
            int columns) {
        VectorProduct.multiply(
                strides, depth, a, aOffset, b, bOffset, start, startOffset, out, outOffset, rows, columns);
    }

    @Override
    public void transpose(
            float[] from, int at, int rowStride, float[] to, int place, int columnStride, int rows, int columns) {
        if (WIDE && Math.min(rows, columns) >= VectorTransposition.BLOCK) {
            VectorTransposition.transpose(from, at, rowStride, to, place, columnStride, rows, columns);
        } else {
            LoopTransposition.transpose(from, at, rowStride, to, place, columnStride, rows, columns);
        }
    }

    @Override
    public void rectify(float[] values, int from, int to) {
        if (to - from < SHORT) {
            specification.rectify(values, from, to);
            return;
        }
        for (int i = from; i < to; i += STEP) {
            FloatVector x = FloatVector.fromArray(FLOATS, values, i);
            FLOAT_VECTOR
                    .cast(x.viewAsIntegralLanes()
                            .and(FloatVector.zero(FLOATS)
                                    .sub(x)
                                    .viewAsIntegralLanes()
                                    .lanewise(ASHR, 31))
                            .viewAsFloatingLanes())
                    .intoArray(values, i);
        }
    }

    @Override
    public void rectifyGradient(
            float[] activations, int activationsOffset, float[] gradients, int gradientsOffset, int count) {
        if (count < SHORT) {
            specification.rectifyGradient(activations, activationsOffset, gradients, gradientsOffset, count);
            return;
        }
        for (int i = 0; i < count; i += STEP) {
            FloatVector x = FloatVector.fromArray(FLOATS, activations, activationsOffset + i);
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, gradients, gradientsOffset + i)
                            .viewAsIntegralLanes()
                            .and(FloatVector.zero(FLOATS)
                                    .sub(x)
                                    .viewAsIntegralLanes()
                                    .lanewise(ASHR, 31))
                            .viewAsFloatingLanes())
                    .intoArray(gradients, gradientsOffset + i);
        }
    }

    @Override
    public void convolveDepthwise(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] parameters,
            int weights,
            float[] out,
            int outOffset,
            int images) {
        if (shape.pixelStride % LANES == 0) {
            VectorDepthwise.convolve(shape, in, inOffset, parameters, weights, out, outOffset, images);
        } else {
            ScalarDepthwise.convolve(shape, in, inOffset, parameters, weights, out, outOffset, images);
        }
    }

    @Override
    public void depthwiseWeightGradient(
            ConvolutionShape shape,
            float[] in,
            int inOffset,
            float[] dOut,
            int dOutOffset,
            float[] dParameters,
            int dWeights,
            int images) {
        if (shape.pixelStride % LANES == 0) {
            VectorDepthwise.weightGradient(shape, in, inOffset, dOut, dOutOffset, dParameters, dWeights, images);
            VectorGradient.biasGradient(
                    shape, dOut, dOutOffset, dParameters, dWeights + shape.taps.length * shape.filterStride, images);
        } else {
            ScalarDepthwise.weightGradient(shape, in, inOffset, dOut, dOutOffset, dParameters, dWeights, images);
        }
    }

    @Override
    public void depthwiseInputGradient(
            ConvolutionShape shape,
            float[] dOut,
            int dOutOffset,
            float[] parameters,
            int weights,
            float[] dIn,
            int dInOffset,
            int images) {
        VectorDepthwise.inputGradient(shape, dOut, dOutOffset, parameters, weights, dIn, dInOffset, images);
    }

    @Override
    public void maxPool(
            PoolShape shape,
            float[] in,
            int inOffset,
            float[] out,
            int outOffset,
            int[] winners,
            int winnersOffset,
            int images) {
        if (shape.pixelStride() % LANES == 0) {
            VectorPooling.max(shape, in, inOffset, out, outOffset, winners, winnersOffset, images);
        } else {
            ScalarPooling.max(shape, in, inOffset, out, outOffset, winners, winnersOffset, images);
        }
    }

    @Override
    public void averagePool(PoolShape shape, float[] in, int inOffset, float[] out, int outOffset, int images) {
        if (shape.pixelStride() % LANES == 0) {
            VectorPooling.average(shape, in, inOffset, out, outOffset, images);
        } else {
            ScalarPooling.average(shape, in, inOffset, out, outOffset, images);
        }
    }

    @Override
    public void averagePoolGradient(
            PoolShape shape, float[] dOut, int dOutOffset, float[] dIn, int dInOffset, int images) {
        if (shape.pixelStride() % LANES == 0) {
            VectorPooling.averageGradient(shape, dOut, dOutOffset, dIn, dInOffset, images);
        } else {
            ScalarPooling.averageGradient(shape, dOut, dOutOffset, dIn, dInOffset, images);
        }
    }

    @Override
    public void exponential(float[] values, int from, int to, float minus) {
        int done = to - from < SHORT ? from : VectorExponential.exponential(values, from, to, minus);
        specification.exponential(values, done, to, minus);
    }
}
