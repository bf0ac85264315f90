/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers are values: equal where all that can be set is equal. */
final class LayerEqualityTest {

    @Test
    void layersThatDifferInOneSettingAreNotEqual() {
        List<LayerSpec> layers = List.of(
                new Conv2D(4, 3, 3, Activation.RELU),
                new Conv2D(5, 3, 3, Activation.RELU),
                new Conv2D(4, 2, 3, Activation.RELU),
                new Conv2D(4, 3, 2, Activation.RELU),
                new Conv2D(4, 3, 3, Activation.NONE),
                new MaxPool2D(2),
                new MaxPool2D(2, 3),
                new MaxPool2D(3, 2),
                new Conv2D(4, 3, 3, Activation.RELU).withStride(2, 1),
                new Conv2D(4, 3, 3, Activation.RELU).withStride(1, 2),
                new Conv2D(4, 3, 3, Activation.RELU).withPadding(Padding.SAME),
                new Conv2D(4, 3, 3, Activation.RELU).withGroups(2),
                new DepthwiseConv2D(3, 3, Activation.RELU),
                new DepthwiseConv2D(3, 2, Activation.RELU),
                new DepthwiseConv2D(2, 3, Activation.RELU),
                new DepthwiseConv2D(3, 3, Activation.NONE),
                new DepthwiseConv2D(3, 3, Activation.RELU).withStride(2, 1),
                new DepthwiseConv2D(3, 3, Activation.RELU).withStride(1, 2),
                new DepthwiseConv2D(3, 3, Activation.RELU).withPadding(Padding.SAME),
                new MaxPool2D(2).withStride(1, 2),
                new MaxPool2D(2).withStride(2, 1),
                new MaxPool2D(2).withPadding(Padding.SAME),
                new AveragePool2D(2),
                new AveragePool2D(2).withStride(1, 2),
                new AveragePool2D(2).withPadding(Padding.SAME),
                new GlobalAveragePool2D(),
                new Flatten(),
                new Dense(4, Activation.RELU),
                new Dense(4),
                new Dense(5, Activation.RELU),
                new Dense(4, Activation.ELU),
                new Dense(4).withActivation(Activation.ELU, 0.5),
                new Dense(4).withInitialiser(Initialiser.HE_NORMAL),
                new Dense(4).withL2(0.5),
                new ActivationLayer(Activation.ELU),
                new ActivationLayer(Activation.ELU, 0.5),
                new Dropout(0.5, false),
                new Dropout(0.5, true),
                new Dropout(0.4, false),
                new BatchNormalisation(),
                new BatchNormalisation(0.99, 1e-5),
                new BatchNormalisation(0.9, 0.001),
                new Residual(List.of(new Flatten())),
                new Residual(List.of(new Dense(4))),
                new Residual(List.of(new Flatten()), List.of(new Flatten())));
        for (int i = 0; i < layers.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertNotEquals(layers.get(i), layers.get(j));
            }
        }
    }

    @Test
    void poolingWithTheStrideOfItsWindowIsPoolingWithoutAStride() {
        assertEquals(new MaxPool2D(2, 3), new MaxPool2D(2, 3).withStride(2, 3));
        assertEquals(
                new AveragePool2D(2, 3).hashCode(),
                new AveragePool2D(2, 3).withStride(2, 3).hashCode());
    }
}
