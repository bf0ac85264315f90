/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ParameterTensor;

/**
 * Initial parameters: weights uniform in ±√(6 / (fan in + fan out)), biases 0.
 *
 * <p>See: Glorot, X. and Bengio, Y. "Understanding the difficulty of training deep feedforward neural networks",
 * AISTATS 2010, equation 16.
 */
public final class GlorotUniform {

    private GlorotUniform() {}

    /**
     * Draws the initial parameters of a network, each tensor from a sequence of its own.
     * @param architecture The network.
     * @param seed The run's seed.
     * @return The parameters in canonical order.
     */
    public static float[] draw(Architecture architecture, long seed) {
        float[] parameters = new float[architecture.parameterCount()];
        int number = 0;
        for (ParameterTensor tensor : architecture.tensors()) {
            if (tensor.role() == ParameterTensor.Role.WEIGHT) {
                SplitMix64 random = new SplitMix64(seed, INITIALISATION, number);
                float limit = limit(tensor);
                for (int i = 0; i < tensor.length(); i++) {
                    parameters[tensor.offset() + i] = limit * (2 * random.nextFloat() - 1);
                }
            }
            number++;
        }
        return parameters;
    }

    private static final long INITIALISATION = 1;

    /** Weights lie as [..., inputs, outputs]; the dimensions before those two are the receptive field. */
    private static float limit(ParameterTensor tensor) {
        int rank = tensor.dims().size();
        double fans = 0;
        double field = tensor.length();
        for (int fan : tensor.dims().subList(rank - 2, rank)) {
            fans += fan;
            field /= fan;
        }
        return (float) Math.sqrt(6 / (field * fans));
    }
}
