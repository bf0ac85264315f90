/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The exponential function as {@link ExponentialSeries} describes it. */
final class VectorExponential {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorKernels.INTS;
    private static final int STEP = VectorKernels.STEP;

    private VectorExponential() {}

    /**
     * As {@link Kernels#exponential}, of whole vectors.
     * @return One past the last index computed.
     */
    static int exponential(float[] values, int from, int to, float minus) {
        int i = from;
        for (; i <= to - STEP; i += STEP) {
            FloatVector x = FloatVector.fromArray(FLOATS, values, i)
                    .max(ExponentialSeries.LEAST)
                    .min(ExponentialSeries.MOST);
            FloatVector shifted = x.fma(
                    FloatVector.broadcast(FLOATS, ExponentialSeries.LOG2_E),
                    FloatVector.broadcast(FLOATS, ExponentialSeries.ROUNDER));
            FloatVector k = shifted.sub(ExponentialSeries.ROUNDER);
            FloatVector power = shifted.viewAsIntegralLanes()
                    .lanewise(LSHL, 23)
                    .add(IntVector.broadcast(INTS, ExponentialSeries.ONE))
                    .viewAsFloatingLanes();
            FloatVector r = k.fma(FloatVector.broadcast(FLOATS, -ExponentialSeries.LN2_HIGH), x);
            r = k.fma(FloatVector.broadcast(FLOATS, -ExponentialSeries.LN2_LOW), r);
            FloatVector sum = r.fma(
                    FloatVector.broadcast(FLOATS, ExponentialSeries.C6),
                    FloatVector.broadcast(FLOATS, ExponentialSeries.C5));
            sum = sum.fma(r, FloatVector.broadcast(FLOATS, ExponentialSeries.C4));
            sum = sum.fma(r, FloatVector.broadcast(FLOATS, ExponentialSeries.C3));
            sum = sum.fma(r, FloatVector.broadcast(FLOATS, 0.5f));
            FloatVector p = r.mul(r).fma(sum, r);
            FLOAT_VECTOR.cast(power.fma(p, power.sub(minus))).intoArray(values, i);
        }
        return i;
    }
}
