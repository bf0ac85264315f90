/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.kernel.Kernels;

/**
 * A function of one value and its derivative, over runs of values. Each value's result depends on that value alone and is
 * made of the same float operations in the same order everywhere; the exponential comes from the {@link Kernels}.
 */
sealed interface Nonlinearity {

    /**
     * Computes {@code out[i] = f(in[i])}.
     * @param memory Holds arguments and results, which do not overlap.
     * @param in Where the arguments begin.
     * @param out Where the results begin.
     * @param count How many.
     */
    void apply(Kernels kernels, float[] memory, int in, int out, int count);

    /** Computes {@code dIn[i] = dOut[i]·f'(in[i])} after {@link #apply}. */
    void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count);

    /** The function of a layer. */
    static Nonlinearity of(Activation activation, double parameter) {
        return switch (activation) {
            case NONE -> throw new IllegalArgumentException("The identity needs no layer");
            case RELU -> new Rectifier();
            case LEAKY_RELU -> new LeakyRectifier((float) parameter);
            case ELU -> new ExponentialLinear((float) parameter);
            case GELU -> new GaussianError();
            case SILU -> new SigmoidLinear();
            case SIGMOID -> new Sigmoid();
            case TANH -> new HyperbolicTangent();
        };
    }

    /** max(0, x) */
    record Rectifier() implements Nonlinearity {

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            for (int i = 0; i < count; i++) {
                float x = memory[in + i];
                memory[out + i] = x > 0 ? x : 0f;
            }
        }

        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            for (int i = 0; i < count; i++) {
                memory[dIn + i] = memory[in + i] > 0 ? memory[dOut + i] : 0f;
            }
        }
    }

    /** x above 0, slope·x below */
    record LeakyRectifier(float slope) implements Nonlinearity {

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            for (int i = 0; i < count; i++) {
                float x = memory[in + i];
                memory[out + i] = x > 0 ? x : slope * x;
            }
        }

        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            for (int i = 0; i < count; i++) {
                float gradient = memory[dOut + i];
                memory[dIn + i] = memory[in + i] > 0 ? gradient : slope * gradient;
            }
        }
    }

    /** x above 0, alpha·(eˣ - 1) below */
    record ExponentialLinear(float alpha) implements Nonlinearity {

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            System.arraycopy(memory, in, memory, out, count);
            kernels.exponential(memory, out, out + count, 1f);
            for (int i = 0; i < count; i++) {
                float x = memory[in + i];
                memory[out + i] = x > 0 ? x : alpha * memory[out + i];
            }
        }

        /** Below 0 the derivative alpha·eˣ is the value plus alpha. */
        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            for (int i = 0; i < count; i++) {
                float gradient = memory[dOut + i];
                memory[dIn + i] = memory[in + i] > 0 ? gradient : gradient * (memory[out + i] + alpha);
            }
        }
    }

    /** 1 / (1 + e⁻ˣ) */
    record Sigmoid() implements Nonlinearity {

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            exponentialOfMinus(1f, kernels, memory, in, out, count, 0f);
            for (int i = out; i < out + count; i++) {
                memory[i] = 1 / (1 + memory[i]);
            }
        }

        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            for (int i = 0; i < count; i++) {
                float s = memory[out + i];
                memory[dIn + i] = memory[dOut + i] * (s * (1 - s));
            }
        }
    }

    /** x / (1 + e⁻ˣ) */
    record SigmoidLinear() implements Nonlinearity {

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            exponentialOfMinus(1f, kernels, memory, in, out, count, 0f);
            for (int i = 0; i < count; i++) {
                memory[out + i] = memory[in + i] / (1 + memory[out + i]);
            }
        }

        /** With s = sigmoid(x), the derivative is s·(1 + x·(1 - s)), and 1 - s is e⁻ˣ·s. */
        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            exponentialOfMinus(1f, kernels, memory, in, dIn, count, 0f);
            for (int i = 0; i < count; i++) {
                float e = memory[dIn + i];
                float s = 1 / (1 + e);
                memory[dIn + i] = memory[dOut + i] * (s * Math.fma(memory[in + i], e * s, 1f));
            }
        }
    }

    /** With m = e⁻²ˣ - 1, the hyperbolic tangent is -m / (m + 2), which keeps its digits near 0. */
    record HyperbolicTangent() implements Nonlinearity {

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            exponentialOfMinus(2f, kernels, memory, in, out, count, 1f);
            for (int i = out; i < out + count; i++) {
                float m = memory[i];
                memory[i] = -m / (m + 2);
            }
        }

        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            for (int i = 0; i < count; i++) {
                float t = memory[out + i];
                memory[dIn + i] = memory[dOut + i] * Math.fma(-t, t, 1f);
            }
        }
    }

    /**
     * x·Φ(x). With the tail {@code q = (1 - Φ(|x|))} it is {@code max(0, x) - |x|·q}, which keeps its digits far below 0.
     * The tail is {@code e^(-x²/2)·t·P(t)} with {@code t = 1 / (1 + 0.3·|x|/√2)} and P a Chebyshev fit of degree 8 with an
     * error below 2e-8 (the form of Hastings' approximation of erfc).
     */
    record GaussianError() implements Nonlinearity {

        private static final float SLOPE = (float) (0.3 / 1.4142135623730951);
        private static final float DENSITY = 0.3989423f;

        @Override
        public void apply(Kernels kernels, float[] memory, int in, int out, int count) {
            bell(kernels, memory, in, out, count);
            for (int i = 0; i < count; i++) {
                float x = memory[in + i];
                float size = Math.abs(x);
                memory[out + i] = Math.fma(-size, tail(size, memory[out + i]), Math.max(x, 0f));
            }
        }

        /** The derivative is Φ(x) + x·φ(x). */
        @Override
        public void differentiate(Kernels kernels, float[] memory, int in, int out, int dOut, int dIn, int count) {
            bell(kernels, memory, in, dIn, count);
            for (int i = 0; i < count; i++) {
                float x = memory[in + i];
                float bell = memory[dIn + i];
                float tail = tail(Math.abs(x), bell);
                float phi = x > 0 ? 1 - tail : tail;
                memory[dIn + i] = memory[dOut + i] * Math.fma(x * DENSITY, bell, phi);
            }
        }

        /** e^(-x²/2) */
        private static void bell(Kernels kernels, float[] memory, int in, int to, int count) {
            for (int i = 0; i < count; i++) {
                float x = memory[in + i];
                memory[to + i] = -0.5f * x * x;
            }
            kernels.exponential(memory, to, to + count, 0f);
        }

        private static float tail(float size, float bell) {
            float t = 1 / Math.fma(SLOPE, size, 1f);
            float sum = Math.fma(-0.0653854386343f, t, 0.245967135279f);
            sum = Math.fma(sum, t, -0.263075831412f);
            sum = Math.fma(sum, t, 0.282257121076f);
            sum = Math.fma(sum, t, -0.0534916812387f);
            sum = Math.fma(sum, t, 0.110269584553f);
            sum = Math.fma(sum, t, 0.0733980110931f);
            sum = Math.fma(sum, t, 0.085474559974f);
            sum = Math.fma(sum, t, 0.0845865288258f);
            return sum * t * bell;
        }
    }

    /** {@code to[i] = e^(-factor·in[i]) - minus} */
    private static void exponentialOfMinus(
            float factor, Kernels kernels, float[] memory, int in, int to, int count, float minus) {
        for (int i = 0; i < count; i++) {
            memory[to + i] = -factor * memory[in + i];
        }
        kernels.exponential(memory, to, to + count, minus);
    }
}
