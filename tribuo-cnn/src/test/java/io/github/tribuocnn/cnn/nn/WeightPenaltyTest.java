/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import org.junit.jupiter.api.Test;

class WeightPenaltyTest {

    private static final ImageShape SHAPE = new ImageShape(6, 6, 2);

    @Test
    void aNetworkWithoutL2HasNoPenalty() {
        Architecture architecture = Architecture.parse("conv 3 3x3 relu, flatten, dense 4", SHAPE);
        assertNull(WeightPenalty.of(new Network(architecture)));
    }

    @Test
    void weightsOfLayersWithL2AreDrawnTowardsZeroAndNothingElseIs() {
        Architecture architecture =
                Architecture.parse("conv 3 3x3 relu l2 0.5, flatten, dense 5, dense 4 l2 0.25", SHAPE);
        Network network = new Network(architecture);
        float[] weights = NetworkTest.weights(architecture);
        float[] packed = network.pack(weights);
        float[] gradients = new float[packed.length];
        WeightPenalty penalty = WeightPenalty.of(network);
        assertNotNull(penalty);
        double loss = penalty.add(packed, gradients, 0, packed.length);
        float[] found = network.unpack(gradients);
        double expected = 0;
        for (ParameterTensor tensor : architecture.tensors()) {
            double factor = tensor.role() == ParameterTensor.Role.BIAS
                    ? 0
                    : tensor.layer() == 0 ? 0.5 : tensor.layer() == 3 ? 0.25 : 0;
            for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
                assertEquals(2 * factor * weights[i], found[i], 1e-7, tensor.name());
                expected += factor * weights[i] * weights[i];
            }
        }
        assertEquals(expected, loss, 1e-9 * expected);
    }
}
