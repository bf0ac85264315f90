/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Weighted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * L2 regularisation: the penalty {@code Σ layer λ·Σ weight²} that is added to the loss, and its gradient. Biases, and
 * layers without a λ, are left alone.
 */
public final class WeightPenalty {

    /** λ of each packed parameter. */
    private final float[] factors;

    private WeightPenalty(float[] factors) {
        this.factors = factors;
    }

    /**
     * The penalty of a network.
     * @param network The network.
     * @return The penalty, null if no layer has one.
     */
    public static @Nullable WeightPenalty of(Network network) {
        Architecture architecture = network.architecture();
        float[] factors = new float[architecture.parameterCount()];
        boolean any = false;
        for (PlacedLayer place : architecture.leaves()) {
            if (place.layer() instanceof Weighted<?> layer && layer.l2() > 0) {
                ParameterTensor tensor = place.tensor(ParameterTensor.Role.WEIGHT);
                Arrays.fill(factors, tensor.offset(), tensor.offset() + tensor.length(), (float) layer.l2());
                any = true;
            }
        }
        return any ? new WeightPenalty(network.pack(factors)) : null;
    }

    /**
     * Whether any layer of an architecture has a λ.
     * @param architecture The architecture.
     * @return True if {@link #of} gives a penalty.
     */
    public static boolean isIn(Architecture architecture) {
        return architecture.leaves().stream()
                .anyMatch(place -> place.layer() instanceof Weighted<?> layer && layer.l2() > 0);
    }

    /**
     * Adds the gradient {@code 2·λ·weight} for some parameters.
     * @param parameters The packed parameters.
     * @param gradients Their gradients.
     * @param from The first index.
     * @param to One past the last index.
     * @return Their share of the penalty, summed in index order.
     */
    public double add(float[] parameters, float[] gradients, int from, int to) {
        double penalty = 0;
        for (int i = from; i < to; i++) {
            float weight = parameters[i];
            gradients[i] = Math.fma(2 * factors[i], weight, gradients[i]);
            penalty += (double) factors[i] * weight * weight;
        }
        return penalty;
    }
}
