/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOATS;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static io.github.tribuocnn.cnn.kernel.VectorKernels.STEP;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;

/** The {@link UpdateKernels} in the Vector API, written by the rules of {@link VectorKernels}. */
final class VectorUpdates implements UpdateKernels {

    private final UpdateKernels specification = new ScalarUpdates();

    @Override
    public void adam(
            float[] parameters,
            float[] gradients,
            float[] firstMoments,
            float[] secondMoments,
            int from,
            int to,
            float stepSize,
            float betaOne,
            float betaTwo,
            float epsilon) {
        FloatVector one = FloatVector.broadcast(FLOATS, betaOne);
        FloatVector two = FloatVector.broadcast(FLOATS, betaTwo);
        float restOne = 1 - betaOne;
        float restTwo = 1 - betaTwo;
        for (int i = from; i < to; i += STEP) {
            FloatVector g = FloatVector.fromArray(FLOATS, gradients, i);
            FloatVector m = one.fma(FloatVector.fromArray(FLOATS, firstMoments, i), g.mul(restOne))
                    .add(LEVEL)
                    .sub(LEVEL);
            FloatVector v = two.fma(
                            FloatVector.fromArray(FLOATS, secondMoments, i),
                            g.mul(restTwo).mul(g))
                    .add(SQUARE_LEVEL)
                    .sub(SQUARE_LEVEL);
            FLOAT_VECTOR.cast(m).intoArray(firstMoments, i);
            FLOAT_VECTOR.cast(v).intoArray(secondMoments, i);
            FloatVector step = m.mul(stepSize).div(v.lanewise(SQRT).add(epsilon));
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, parameters, i).sub(step))
                    .intoArray(parameters, i);
        }
    }

    @Override
    public void momentum(
            float[] parameters,
            float[] gradients,
            float[] velocities,
            int from,
            int to,
            float stepSize,
            float momentum) {
        FloatVector factor = FloatVector.broadcast(FLOATS, momentum);
        for (int i = from; i < to; i += STEP) {
            FloatVector step = FloatVector.fromArray(FLOATS, gradients, i).mul(-stepSize);
            FloatVector v = factor.fma(FloatVector.fromArray(FLOATS, velocities, i), step)
                    .add(LEVEL)
                    .sub(LEVEL);
            FLOAT_VECTOR.cast(v).intoArray(velocities, i);
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, parameters, i).add(v))
                    .intoArray(parameters, i);
        }
    }

    @Override
    public void nesterov(
            float[] parameters,
            float[] gradients,
            float[] velocities,
            int from,
            int to,
            float stepSize,
            float momentum) {
        FloatVector factor = FloatVector.broadcast(FLOATS, momentum);
        for (int i = from; i < to; i += STEP) {
            FloatVector step = FloatVector.fromArray(FLOATS, gradients, i).mul(-stepSize);
            FloatVector v = factor.fma(FloatVector.fromArray(FLOATS, velocities, i), step)
                    .add(LEVEL)
                    .sub(LEVEL);
            FLOAT_VECTOR.cast(v).intoArray(velocities, i);
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, parameters, i).add(factor.fma(v, step)))
                    .intoArray(parameters, i);
        }
    }

    @Override
    public void rmsProp(
            float[] parameters,
            float[] gradients,
            float[] meanSquares,
            int from,
            int to,
            float stepSize,
            float rho,
            float epsilon) {
        FloatVector factor = FloatVector.broadcast(FLOATS, rho);
        float rest = 1 - rho;
        for (int i = from; i < to; i += STEP) {
            FloatVector g = FloatVector.fromArray(FLOATS, gradients, i);
            FloatVector s = factor.fma(
                            FloatVector.fromArray(FLOATS, meanSquares, i),
                            g.mul(rest).mul(g))
                    .add(SQUARE_LEVEL)
                    .sub(SQUARE_LEVEL);
            FLOAT_VECTOR.cast(s).intoArray(meanSquares, i);
            FloatVector step = g.mul(stepSize).div(s.lanewise(SQRT).add(epsilon));
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, parameters, i).sub(step))
                    .intoArray(parameters, i);
        }
    }

    @Override
    public void decay(float[] parameters, float[] shares, int from, int to, float rate) {
        for (int i = from; i < to; i += STEP) {
            FloatVector w = FloatVector.fromArray(FLOATS, parameters, i);
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, shares, i).mul(-rate).fma(w, w))
                    .intoArray(parameters, i);
        }
    }

    @Override
    public void average(float[] averages, float[] parameters, int from, int to, float share) {
        FloatVector factor = FloatVector.broadcast(FLOATS, share);
        for (int i = from; i < to; i += STEP) {
            FloatVector a = FloatVector.fromArray(FLOATS, averages, i);
            FloatVector w = FloatVector.fromArray(FLOATS, parameters, i);
            FLOAT_VECTOR.cast(factor.fma(w.sub(a), a)).intoArray(averages, i);
        }
    }

    @Override
    public void clip(float[] values, int from, int to, float limit) {
        FloatVector highest = FloatVector.broadcast(FLOATS, limit);
        FloatVector lowest = FloatVector.broadcast(FLOATS, -limit);
        for (int i = from; i < to; i += STEP) {
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, values, i).max(lowest).min(highest))
                    .intoArray(values, i);
        }
    }

    @Override
    public void scale(float[] values, int from, int to, float factor) {
        for (int i = from; i < to; i += STEP) {
            FLOAT_VECTOR
                    .cast(FloatVector.fromArray(FLOATS, values, i).mul(factor))
                    .intoArray(values, i);
        }
    }

    @Override
    public void addUp(float[] values, int from, int to, int apart, int stretches) {
        if ((to - from) * (long) (stretches - 1) < VectorKernels.SHORT) {
            specification.addUp(values, from, to, apart, stretches);
            return;
        }
        int whole = to - (to - from) % STEP;
        for (int stretch = 1; stretch < stretches; stretch++) {
            int ahead = stretch * apart;
            for (int i = from; i < whole; i += STEP) {
                FLOAT_VECTOR
                        .cast(FloatVector.fromArray(FLOATS, values, i)
                                .add(FloatVector.fromArray(FLOATS, values, i + ahead)))
                        .intoArray(values, i);
            }
        }
        specification.addUp(values, whole, to, apart, stretches);
    }

    /**
     * Not in vectors: those of doubles would make calls of the Vector API that all kernels share megamorphic, and these
     * would box every vector.
     */
    @Override
    public double sumOfSquares(float[] values, int from, int to) {
        return specification.sumOfSquares(values, from, to);
    }
}
