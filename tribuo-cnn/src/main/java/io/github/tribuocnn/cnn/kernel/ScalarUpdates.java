/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/** The specification of {@link UpdateKernels}: plain loops over independent elements. */
final class ScalarUpdates implements UpdateKernels {

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
        float restOne = 1 - betaOne;
        float restTwo = 1 - betaTwo;
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float m = Math.fma(betaOne, firstMoments[i], restOne * g) + LEVEL - LEVEL;
            float v = Math.fma(betaTwo, secondMoments[i], restTwo * g * g) + SQUARE_LEVEL - SQUARE_LEVEL;
            firstMoments[i] = m;
            secondMoments[i] = v;
            parameters[i] -= stepSize * m / ((float) Math.sqrt(v) + epsilon);
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
        for (int i = from; i < to; i++) {
            float v = Math.fma(momentum, velocities[i], -(stepSize * gradients[i])) + LEVEL - LEVEL;
            velocities[i] = v;
            parameters[i] += v;
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
        for (int i = from; i < to; i++) {
            float step = -(stepSize * gradients[i]);
            float v = Math.fma(momentum, velocities[i], step) + LEVEL - LEVEL;
            velocities[i] = v;
            parameters[i] += Math.fma(momentum, v, step);
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
        float rest = 1 - rho;
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float s = Math.fma(rho, meanSquares[i], rest * g * g) + SQUARE_LEVEL - SQUARE_LEVEL;
            meanSquares[i] = s;
            parameters[i] -= stepSize * g / ((float) Math.sqrt(s) + epsilon);
        }
    }

    @Override
    public void decay(float[] parameters, float[] shares, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            parameters[i] = Math.fma(-(rate * shares[i]), parameters[i], parameters[i]);
        }
    }

    @Override
    public void average(float[] averages, float[] parameters, int from, int to, float share) {
        for (int i = from; i < to; i++) {
            averages[i] = Math.fma(share, parameters[i] - averages[i], averages[i]);
        }
    }

    @Override
    public void clip(float[] values, int from, int to, float limit) {
        for (int i = from; i < to; i++) {
            values[i] = Math.min(limit, Math.max(-limit, values[i]));
        }
    }

    @Override
    public void scale(float[] values, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            values[i] *= factor;
        }
    }

    @Override
    public void addUp(float[] values, int from, int to, int apart, int stretches) {
        for (int stretch = 1; stretch < stretches; stretch++) {
            int ahead = stretch * apart;
            for (int i = from; i < to; i++) {
                values[i] += values[i + ahead];
            }
        }
    }

    @Override
    public double sumOfSquares(float[] values, int from, int to) {
        double c0 = 0;
        double c1 = 0;
        double c2 = 0;
        double c3 = 0;
        for (int i = from; i < to; i += 4) {
            // the square of a float is exact in double
            c0 += (double) values[i] * values[i];
            c1 += (double) values[i + 1] * values[i + 1];
            c2 += (double) values[i + 2] * values[i + 2];
            c3 += (double) values[i + 3] * values[i + 3];
        }
        return c0 + c1 + c2 + c3;
    }
}
