/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Initialiser;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Weighted;
import io.github.tribuocnn.cnn.random.SplitMix64;
import java.util.Arrays;

/** The parameters that training begins with: weights as each layer's {@link Initialiser} says, biases and betas 0, gammas 1. */
public final class InitialWeights {

    private static final long INITIALISATION = 1;

    /** The deviation of a normal distribution of deviation 1 that is cut off at ±2. */
    private static final double CUT_DEVIATION = 0.8796256610342398;

    private InitialWeights() {}

    /**
     * Draws the initial parameters of a network, each tensor from a sequence of its own.
     * @param architecture The network.
     * @param seed The run's seed.
     * @return The parameters in canonical order.
     */
    public static float[] draw(Architecture architecture, long seed) {
        float[] parameters = new float[architecture.parameterCount()];
        int number = 0;
        for (PlacedLayer place : architecture.leaves()) {
            for (ParameterTensor tensor : place.tensors()) {
                if (place.layer() instanceof Weighted<?> layer && tensor.role() == ParameterTensor.Role.WEIGHT) {
                    draw(tensor, layer.initialiser(), new SplitMix64(seed, INITIALISATION, number), parameters);
                } else if (tensor.role() == ParameterTensor.Role.GAMMA
                        || tensor.role() == ParameterTensor.Role.VARIANCE) {
                    Arrays.fill(parameters, tensor.offset(), tensor.offset() + tensor.length(), 1f);
                }
                number++;
            }
        }
        return parameters;
    }

    private static void draw(ParameterTensor tensor, Initialiser initialiser, SplitMix64 random, float[] parameters) {
        double scale = initialiser.countsOutputs() ? 6 / bothFans(tensor) : 6 / fanIn(tensor);
        int last = tensor.offset() + tensor.length();
        if (initialiser.isNormal()) {
            // the variance of a uniform distribution is a third of its limit squared
            float deviation = (float) (Math.sqrt(scale / 3) / CUT_DEVIATION);
            for (int i = tensor.offset(); i < last; i++) {
                parameters[i] = deviation * cutNormal(random);
            }
        } else {
            float limit = (float) Math.sqrt(scale);
            for (int i = tensor.offset(); i < last; i++) {
                parameters[i] = limit * (2 * random.nextFloat() - 1);
            }
        }
    }

    /** Weights lie as [..., inputs, outputs]; the dimensions before those two are the receptive field. */
    private static double bothFans(ParameterTensor tensor) {
        int rank = tensor.dims().size();
        double fans = 0;
        double field = tensor.length();
        for (int fan : tensor.dims().subList(rank - 2, rank)) {
            fans += fan;
            field /= fan;
        }
        return field * fans;
    }

    private static double fanIn(ParameterTensor tensor) {
        return (double) tensor.length() / tensor.dims().get(tensor.dims().size() - 1);
    }

    /** A standard normal number within ±2, by the method of Box and Muller; the functions are those of StrictMath. */
    private static float cutNormal(SplitMix64 random) {
        double normal;
        do {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
        } while (Math.abs(normal) > 2);
        return (float) normal;
    }
}
