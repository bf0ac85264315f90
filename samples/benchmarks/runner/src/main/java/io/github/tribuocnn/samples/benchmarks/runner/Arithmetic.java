/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;

/**
 * The arithmetic that training on one image cannot do without; a multiply-add counts as two operations. Biases, activations,
 * the loss and the optimiser are left out, they are small.
 *
 * <p>A convolution under max-pooling needs its outputs only where a whole window lies over them, and its gradients only at
 * the winner of each window. The first layer needs no gradient of its input.
 */
final class Arithmetic {

    private final Architecture architecture;

    Arithmetic(Architecture architecture) {
        this.architecture = architecture;
    }

    /** Floating-point operations of a step, an image. */
    long training() {
        long operations = 0;
        boolean first = true;
        for (int layer = 0; layer < architecture.layers().size(); layer++) {
            Sums sums = sums(layer);
            operations += 2 * (sums.forward() + sums.backward() * (first ? 1 : 2));
            first = first && sums.forward() == 0;
        }
        return operations;
    }

    /**
     * Multiply-adds of a layer.
     *
     * @param forward for its outputs
     * @param backward for the gradient of its weights, and as many again for that of its input
     */
    private record Sums(long forward, long backward) {}

    private Sums sums(int layer) {
        LayerSpec spec = architecture.layers().get(layer);
        if (spec instanceof Convolution convolution) {
            int channels = ((ImageShape) architecture.inputShape(layer)).channels();
            long aPosition = (long) convolution.kernelHeight()
                    * convolution.kernelWidth()
                    * (channels / convolution.groups(channels))
                    * convolution.filters(channels);
            return convolution(layer, aPosition);
        }
        if (spec instanceof Dense dense) {
            long weights = (long) architecture.inputShape(layer).size() * dense.units();
            return new Sums(weights, weights);
        }
        return new Sums(0, 0);
    }

    private Sums convolution(int layer, long aPosition) {
        ImageShape out = (ImageShape) architecture.outputShape(layer);
        long positions = (long) out.height() * out.width();
        if (layer + 1 < architecture.layers().size()
                && architecture.layers().get(layer + 1) instanceof MaxPool2D pool) {
            ImageShape pooled = (ImageShape) architecture.outputShape(layer + 1);
            long windows = (long) pooled.height() * pooled.width();
            // windows that overlap share outputs, and may share winners
            long seen = Math.min(positions, windows * pool.height() * pool.width());
            return new Sums(seen * aPosition, Math.min(positions, windows) * aPosition);
        }
        return new Sums(positions * aPosition, positions * aPosition);
    }
}
